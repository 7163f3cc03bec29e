using ChatOps.Core.Recovery;
using ChatOps.GitHub;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads <c>GitHub</c>.</summary>
internal static class GitHubSettings
{
    private static readonly string[] Permissions = ["write", "maintain", "admin"];

    /// <summary>What GitHub is spoken to with; null when it is not switched on.</summary>
    public static GitHubOptions? Read(KeyReader keys)
    {
        var enabled = keys.Flag("Enabled", false);
        var options = new GitHubOptions
        {
            BaseUrl = Ending(keys.Address("BaseUrl") ?? GitHubOptions.PublicBaseUrl),
            WebhookSecret = keys.Secret("WebhookSecret") ?? "",
            Token = keys.Secret("Token"),
            AppId = keys.Text("AppId"),
            PrivateKey = keys.Secret("PrivateKey")?.Replace("\\n", "\n", StringComparison.Ordinal),
            Prefix = keys.Text("Prefix") ?? "/chatops",
            Teams = keys.Texts("Teams"),
            Permissions = keys.Texts("Permissions"),
            Projects = keys.Sections("Repositories", ReadProject),
        };
        if (!enabled) return null;
        if (options.WebhookSecret.Length == 0) keys.Wrong("WebhookSecret", "the secret that the hook signs its deliveries with; with GitHub:Enabled it is needed");
        CheckCredential(keys, options);
        if (options.BaseUrl.Scheme != Uri.UriSchemeHttps && !options.BaseUrl.IsLoopback) keys.Wrong("BaseUrl", "an https address; http on loopback alone");
        if (options.Prefix.Any(char.IsWhiteSpace) || options.Prefix[0] != '/' || options.Prefix.Length < 2) keys.Wrong("Prefix", "one word that starts with a slash, such as /chatops");
        foreach (var (role, team) in options.Teams.Where(pair => !GitHubOptions.IsTeam(pair.Value))) keys.Findings.Mistake($"{keys.PathOf("Teams")}:{role} holds {KeyReader.Shown(team)}; allowed: organization/team");
        foreach (var (role, permission) in options.Permissions.Where(pair => !Permissions.Contains(pair.Value))) keys.Findings.Mistake($"{keys.PathOf("Permissions")}:{role} holds {KeyReader.Shown(permission)}; allowed: {string.Join(", ", Permissions)} (everybody can read a public repository)");
        return options;
    }

    private static GitHubProject ReadProject(string name, KeyReader keys)
    {
        if (!GitHubOptions.IsRepository(name)) keys.Findings.Mistake($"{keys.Path} is no repository; allowed: owner/name");
        return new GitHubProject(name, keys.Text("Service") ?? name[(name.LastIndexOf('/') + 1)..], keys.List("Branches"), keys.List("Environments"))
        {
            Rollback = keys.Has("Rollback") ? keys.Section("Rollback", ReadRollback) : null,
        };
    }

    private static GitHubRollback? ReadRollback(KeyReader keys)
    {
        var rollback = new GitHubRollback(keys.Text("Workflow") ?? "", keys.Text("Ref"), keys.Choice("Risk", (IReadOnlyList<Risk>)[Risk.Destructive, Risk.Reversible]) ?? Risk.Destructive);
        if (GitHubRollback.IsFile(rollback.Workflow)) return rollback;
        keys.Wrong("Workflow", "the file of a workflow, such as rollback.yml");
        return null;
    }

    private static void CheckCredential(KeyReader keys, GitHubOptions options)
    {
        if (options.Token is not null && (options.AppId is not null || options.PrivateKey is not null)) keys.Findings.Mistake($"{keys.PathOf("Token")} is set, and so is {keys.PathOf("AppId")} or {keys.PathOf("PrivateKey")}; allowed: a token, or an app with its key");
        else if (options.Token is null && options.AppId is null) keys.Wrong("AppId", "the app's id (with GitHub:PrivateKey), or GitHub:Token; one of the two is needed");
        else if (options.Token is null && options.PrivateKey is null) keys.Wrong("PrivateKey", "the app's private key as GitHub gives it (PEM); GitHub:PrivateKey:File names a file that holds it");
        else if (options.PrivateKey is { } key && !GitHubOptions.IsKey(key)) keys.Findings.Mistake($"{keys.PathOf("PrivateKey")} holds no private key; allowed: the PEM file that GitHub gives, as it is");
    }

    private static Uri Ending(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
