using ChatOps.Slack;
using ChatOps.Tests.Conventions;
using YamlDotNet.RepresentationModel;

namespace ChatOps.Tests.Slack;

/// <summary>What people install: no scope too many, each one explained, nothing longer than Slack takes.</summary>
internal sealed class Manifests
{
    private static readonly string[] Optional = ["im:write", "usergroups:read", "users:read.email"];

    [TestCase("manifest.yaml", "https://")]
    [TestCase("manifest-socket.yaml", null)]
    public void A_manifest_asks_for_the_least(string file, string? address)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "manifests", "slack", file));
        var manifest = Read(text);
        var scopes = manifest.In("oauth_config").In("scopes");
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "slack.md"));

        Assert.Multiple(() =>
        {
            Assert.That(scopes.Texts("bot"), Is.EquivalentTo(SlackCheck.Needed.Select(scope => scope.Scope)));
            Assert.That(scopes.Texts("bot_optional"), Is.EquivalentTo(Optional));
            foreach (var scope in scopes.Texts("bot").Concat(Optional)) Assert.That(document, Does.Contain($"`{scope}`"));
            Assert.That(manifest.In("settings").In("event_subscriptions").Texts("bot_events"), Is.EquivalentTo((string[])["app_mention", "message.channels", "message.groups", "message.im"]));
            Assert.That(manifest.In("settings").Text("socket_mode_enabled"), Is.EqualTo(address is null ? "true" : "false"));
            if (address is null) Assert.That(text, Does.Not.Contain("chatops.example.com"), "with Socket Mode the addresses are left out");
            else foreach (var path in (string[])["/slack/commands", "/slack/events", "/slack/interactions"]) Assert.That(text, Does.Contain(path));
        });
    }

    [TestCase("manifest.yaml")]
    [TestCase("manifest-socket.yaml")]
    public void Nothing_in_a_manifest_is_longer_than_Slack_takes(string file)
    {
        var manifest = Read(File.ReadAllText(Path.Combine(Repository.Root, "manifests", "slack", file)));
        var shortcut = manifest.In("features").Items("shortcuts").Single();
        var command = manifest.In("features").Items("slash_commands").Single();

        Assert.Multiple(() =>
        {
            Assert.That(manifest.In("display_information").Text("name"), Has.Length.LessThanOrEqualTo(35));
            Assert.That(manifest.In("display_information").Text("description"), Has.Length.LessThanOrEqualTo(140));
            Assert.That(shortcut.Text("name"), Has.Length.LessThanOrEqualTo(24));
            Assert.That(shortcut.Text("callback_id"), Is.EqualTo(ChatOps.Slack.Inputs.FormInputs.DeclareFromMessage));
            Assert.That((command.Text("command"), command.Text("should_escape")), Is.EqualTo(("/chatops", "true")));
        });
    }

    private static YamlMappingNode Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}

internal static class ManifestReading
{
    public static YamlMappingNode In(this YamlMappingNode node, string name) => (YamlMappingNode)node.Children[name];

    public static string Text(this YamlMappingNode node, string name) => ((YamlScalarNode)node.Children[name]).Value!;

    public static IEnumerable<string> Texts(this YamlMappingNode node, string name) => ((YamlSequenceNode)node.Children[name]).Children.Select(item => ((YamlScalarNode)item).Value!);

    public static IEnumerable<YamlMappingNode> Items(this YamlMappingNode node, string name) => ((YamlSequenceNode)node.Children[name]).Children.Cast<YamlMappingNode>();
}
