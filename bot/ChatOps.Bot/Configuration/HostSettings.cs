using ChatOps.Core.Recovery;
using ChatOps.Operations;
using ChatOps.Operations.Container;
using ChatOps.Operations.Supervisor;
using ChatOps.Operations.Webhook;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads <c>Operations:Container</c>, <c>Operations:Supervisor</c> and <c>Operations:Webhooks</c>.</summary>
internal static class HostSettings
{
    public static HostSystems Read(KeyReader operations, TimeZoneInfo displayZone) => new(
        operations.Section("Container", container => new ContainerOptions(Socket(container, "Socket"))),
        operations.Section("Supervisor", supervisor => new SupervisorOptions(Address(supervisor), supervisor.Text("User"), supervisor.Secret("Password"))),
        operations.Sections("Webhooks", ReadWebhook).OfType<(string Name, WebhookTarget Target)>().ToDictionary(hook => hook.Name, hook => hook.Target, StringComparer.Ordinal),
        displayZone);

    private static string? Socket(KeyReader keys, string key)
    {
        if (keys.Text(key) is not { } text) return null;
        var path = text.StartsWith("unix://", StringComparison.Ordinal) ? text["unix://".Length..] : text;
        if (Path.IsPathFullyQualified(path)) return path;
        keys.Wrong(key, "the absolute path of a Unix socket, such as /var/run/docker.sock");
        return null;
    }

    private static string? Address(KeyReader keys) =>
        keys.Text("Address") is { } text && text.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? keys.Address("Address")?.ToString() : Socket(keys, "Address");

    private static (string Name, WebhookTarget Target)? ReadWebhook(string name, KeyReader keys)
    {
        var (url, secret, risk) = (keys.Address("Url"), keys.Secret("Secret"), keys.Choice("Risk", Risk.Reversible));
        if (url is null && !keys.Has("Url")) keys.Findings.Mistake($"{keys.PathOf("Url")} holds nothing; allowed: the address that the signed requests are posted to");
        if (secret is null && !keys.Has("Secret")) keys.Findings.Mistake($"{keys.PathOf("Secret")} holds nothing; allowed: the text that signs them");
        return url is null || secret is null ? null : (name, new WebhookTarget(url, secret, risk));
    }
}
