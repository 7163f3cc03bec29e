using System.Text.Json.Nodes;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Recovery;
using ChatOps.Bot.Recovery.Reading;
using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using ChatOps.GitHub.Actions;
using ChatOps.Operations;
using ChatOps.Operations.Command;
using ChatOps.Tests.Configuration;
using ChatOps.Tests.Conventions;

namespace ChatOps.Tests.Recovery;

/// <summary>The runbooks that are shipped, as a fresh configuration reads them.</summary>
internal sealed class ShippedRunbooks
{
    private static readonly string Folder = Path.Combine(Repository.Root, "bot", "runbooks");

    private static Dictionary<string, IAction> Actions(CommandOptions? command = null) =>
        OperationsActions.All(command ?? CommandOptions.None, new(null, null, TimeZoneInfo.Utc), HostSystems.None, ManagedSystems.None, TimeProvider.System).Concat(GitHubActions.All(null, TimeProvider.System)).ToDictionary(action => action.Name);

    [Test]
    public void They_have_no_mistake_and_each_challenge_has_one()
    {
        List<string> mistakes = [];

        var shelf = RunbookFolder.Read(Folder, Actions(), mistakes.Add);

        Assert.That(mistakes, Is.Empty);
        var challenges = Enum.GetValues<Challenge>().Where(challenge => challenge != Challenge.Unknown).ToArray();
        Assert.That(challenges.Select(challenge => shelf.Choose(challenge, Service.Unlisted("x"), RecoveryRules.Default, LabelSet.Empty, [], out _)?.Match.Challenges[0]), Is.EqualTo(challenges.Cast<Challenge?>()));
    }

    [Test]
    public void The_shipped_configuration_is_good_with_them()
    {
        var findings = new Findings();
        var (settings, _) = SettingsText.Read(File.ReadAllText(Path.Combine(Repository.Root, "appsettings.json")));

        using var runbooks = Runbooks.Read(settings with { Recovery = settings.Recovery with { RunbooksPath = Folder } }, TimeProvider.System, findings);

        Assert.That(findings.Mistakes.Concat(findings.Warnings), Is.Empty);
        Assert.That(runbooks.Shelf.All, Has.Count.EqualTo(18));
    }

    [Test]
    public void Every_runbook_tells_editors_its_schema_and_every_key_of_it_is_in_the_schema()
    {
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            Assert.That(File.ReadLines(file).First(), Is.EqualTo("# yaml-language-server: $schema=../../docs/runbook.schema.json"), file);
        }
    }

    [Test]
    public void The_schema_for_editors_says_what_the_reader_and_the_actions_say()
    {
        var path = Path.Combine(Repository.Root, "docs", "runbook.schema.json");
        var expected = EditorSchema.Of(Actions().Values);
        if (Environment.GetEnvironmentVariable("CHATOPS_WRITE_SCHEMA") == "1") File.WriteAllText(path, expected);

        Assert.That(File.ReadAllText(path), Is.EqualTo(expected), "CHATOPS_WRITE_SCHEMA=1 writes it anew");
    }

    [Test]
    public void The_reference_names_every_action_with_its_arguments_and_values()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "runbooks.md"));

        foreach (var action in Actions().Values)
        {
            var start = text.IndexOf($"### `{action.Name}`", StringComparison.Ordinal);
            Assert.That(start, Is.GreaterThan(0), action.Name);
            var end = text.IndexOf("\n##", start + 1, StringComparison.Ordinal);
            var section = text[start..(end < 0 ? text.Length : end)];
            foreach (var name in action.Arguments.Select(rule => rule.Name).Concat(action.Values)) Assert.That(section, Does.Contain($"`{name}`"), action.Name);
        }
    }

    [Test]
    public void Every_target_that_they_use_is_explained()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "runbooks.md"));

        var targets = RunbookFolder.Read(Folder, Actions(), _ => { }).All
            .SelectMany(runbook => runbook.Steps)
            .SelectMany(step => step.Facts.Concat(step.When?.Facts ?? []))
            .Where(fact => fact.Root == "targets")
            .Select(fact => fact.Key!)
            .Distinct();

        Assert.That(targets.Where(target => !text.Contains($"| `{target}` |", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("true", "5", true)]
    [TestCase("true", "1440", false)]
    [TestCase("true", null, false)]
    [TestCase("false", "5", false)]
    public void Pods_that_die_bring_the_version_before_back_only_if_theirs_came_within_a_day(string stuck, string? minutes, bool undone)
    {
        var shelf = RunbookFolder.Read(Folder, Actions(), _ => { });

        foreach (var name in (string[])["container-failure", "container-crash-loop", "container-image"])
        {
            var undo = shelf.Find(name)!.Steps.Single(step => step.Name == "undo");
            Assert.That(undo.When!.Holds(fact => fact.Value == "stuck" ? stuck : minutes), Is.EqualTo(undone), name);
        }
    }

    [Test]
    public void The_schema_is_JSON_and_knows_the_keys_of_a_step()
    {
        var schema = JsonNode.Parse(EditorSchema.Of(Actions().Values))!;

        Assert.That(schema["$defs"]!["step"]!["properties"]!.AsObject().Select(property => property.Key), Is.EquivalentTo((string[])["name", "title", "action", "with", "when", "timeout", "risk"]));
    }
}
