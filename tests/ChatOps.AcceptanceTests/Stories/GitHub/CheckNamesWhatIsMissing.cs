using System.Security.Cryptography;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary><c>check</c> against a GitHub: what is set up right is good, and what is not is named with the key that names it.</summary>
internal sealed class CheckNamesWhatIsMissing
{
    [Test]
    public async Task What_the_manifest_asks_for_is_enough()
    {
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Built.Root, "manifests", "github", "app.json")))!;
        await using var acme = await Organization.FoundAsync(new GitHubServerOptions
        {
            Permissions = manifest["default_permissions"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!),
            Events = [.. manifest["default_events"]!.AsArray().Select(name => (string)name!)],
        });

        var result = await CheckAsync(acme.Settings().With("GitHub:Repositories:acme/shop:Branches:0", "main"));

        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Errors);
        Assert.That(result.Output, Does.Contain("The configuration is good"));
    }

    [Test]
    public async Task Missing_permissions_events_repositories_and_accounts_are_named_all_at_once()
    {
        await using var acme = await Organization.FoundAsync(new GitHubServerOptions
        {
            Permissions = new Dictionary<string, string> { ["issues"] = "read", ["metadata"] = "read", ["actions"] = "read" },
            Events = ["issues", "workflow_run"],
        });
        acme.GitHub.Set(acme.Shop, installed: false);

        var result = await CheckAsync(acme.Settings().With("GitHub:Repositories:acme/shop:Branches:0", "main").With("People:kim:GitHub", "nobody-at-all"));

        var lines = (result.Output + result.Errors).Split('\n');
        Assert.That(result.ExitCode, Is.EqualTo(1));
        foreach (var permission in (string[])["issues: write", "actions: write", "contents: read", "checks: read", "deployments: read", "members: read"])
        {
            Assert.That(lines, Has.Some.StartsWith($"the GitHub App has not the permission {permission}"), permission);
        }

        foreach (var name in (string[])["issue_comment", "check_run", "check_suite", "deployment_status"]) Assert.That(lines, Has.Some.StartsWith($"the GitHub App does not subscribe to {name}:"), name);
        Assert.That(lines, Has.None.Contains("subscribe to issues:").And.None.Contains("subscribe to workflow_run:"));
        Assert.That(lines, Has.Some.StartsWith("Routes:0:GitHub names acme/infra, where the app has not the permission issues: write (its owner has to accept it)"));
        Assert.That(lines, Has.Some.StartsWith("GitHub:Repositories:acme/shop names acme/shop, which is not there, or the app is not installed on it"));
        Assert.That(lines, Has.Some.Contains("the account nobody-at-all, which GitHub does not know"));
        Assert.That(lines, Has.Some.Contains("the team acme/devops, which is not there, or the app lacks the permission Members"));
    }

    [Test]
    public async Task A_key_of_another_app_a_token_that_is_none_and_disabled_issues_are_named()
    {
        await using var acme = await Organization.FoundAsync();
        using var other = RSA.Create(2048);
        acme.GitHub.Set(acme.Infra, issues: false);

        var wrongKey = await CheckAsync(acme.Settings().With("GitHub:PrivateKey", other.ExportRSAPrivateKeyPem()));
        var wrongToken = await CheckAsync(acme.Settings().With("GitHub:AppId", "").With("GitHub:PrivateKey", "").With("GitHub:Token", "github_pat_none"));
        var noIssues = await CheckAsync(acme.Settings());

        Assert.That((wrongKey.ExitCode, wrongToken.ExitCode, noIssues.ExitCode), Is.EqualTo((1, 1, 1)));
        Assert.That(wrongKey.Output + wrongKey.Errors, Does.Contain("GitHub:AppId with GitHub:PrivateKey is not accepted by").And.Contain("401"));
        Assert.That(wrongToken.Output + wrongToken.Errors, Does.Contain("GitHub:Token is not accepted by").And.Not.Contain("github_pat_none"));
        Assert.That(noIssues.Output + noIssues.Errors, Does.Contain("Routes:0:GitHub names acme/infra, whose issues are disabled"));
    }

    private static async Task<CommandResult> CheckAsync(BotSettings settings)
    {
        using var folder = new TemporaryFolder();
        var keys = settings.With("Storage:ConnectionString", $"Data Source={folder.File("chatops.db")}").Values.Select(pair => $"--{pair.Key}={pair.Value}");
        return await BotProgram.RunAsync(folder.Path, ["check", .. keys]);
    }
}
