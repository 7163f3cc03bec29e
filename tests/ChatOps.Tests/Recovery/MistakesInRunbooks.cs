using ChatOps.Bot.Recovery.Reading;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>Every mistake of a runbook is told at once: file, line, column, what stands there, what is allowed.</summary>
internal sealed class MistakesInRunbooks
{
    private static readonly Dictionary<string, IAction> Actions = new()
    {
        ["look"] = new ScriptedAction("look", Risk.Observe),
        ["mend"] = new ScriptedAction("mend", Risk.Reversible),
        ["wipe"] = new ScriptedAction("wipe", Risk.Destructive),
    };

    private const string Good = """
        name: restart
        says: Restarts the service.
        matches: { challenge: ServiceDown }
        verify:
          - { name: check, action: look }

        """;

    private static string[] Read(string text)
    {
        var runbook = new RunbookReader(Actions).Read("a.yaml", text, out var mistakes);
        Assert.That(runbook is null, Is.EqualTo(mistakes.Count > 0));
        return [.. mistakes.Select(mistake => mistake.ToString())];
    }

    [Test]
    public void A_good_runbook_has_none() => Assert.That(Read(Good), Is.Empty);

    [Test]
    public void Ten_mistakes_are_ten_lines_in_the_order_of_the_file()
    {
        const string text = """
            name: Restart It
            says: ""
            matches:
              challenge: ServiceDwon
              domain: frontend
              labels: ['severity=~"[",']
            maxTries: 7
            diagnose:
              - name: health
                action: lok
              - name: health
                action: look
                with: { targt: x, limit: many }
                when: steps.helth.failed
            act:
              - name: restart
                action: mend
                risk: observe
                with: { target: "{{ labels.instance }}" }
            verify:
              - name: check
                action: mend
                for: soon
            """;

        Assert.That(Read(text), Is.EqualTo((string[])
        [
            "a.yaml:1:7: name holds \"Restart It\"; allowed: lower-case letters, digits and dashes, a letter first, 60 characters at most",
            "a.yaml:2:7: says holds nothing; allowed: a sentence: what it does and what that may break",
            "a.yaml:4:14: challenge holds \"ServiceDwon\"; allowed: DeploymentFailed, ServiceDown, PerformanceIssue, ContainerFailure, NetworkIssue, ConfigurationError, BackupFailure, PipelineFailure, InfrastructureIssue; did you mean ServiceDown?",
            "a.yaml:5:11: domain holds \"frontend\"; allowed: infrastructure, backend",
            Read(text)[4],
            "a.yaml:7:11: maxTries holds \"7\"; allowed: a whole number from 1 to 2",
            "a.yaml:10:13: action holds \"lok\"; allowed: look, mend, wipe; did you mean look?",
            "a.yaml:11:11: a step before has the name \"health\"; allowed: a name of its own for each",
            "a.yaml:13:13: \"targt\" is no argument of look; allowed: target, words, pairs, limit, mode, pause",
            "a.yaml:13:30: limit holds \"many\"; allowed: a whole number from 0 on",
            "a.yaml:14:11: steps.helth.failed names no step before this one; allowed: health; did you mean health?",
            "a.yaml:18:11: risk holds \"observe\", and mend is reversible here; allowed: reversible or more",
            "a.yaml:19:21: target of a step that acts holds {{ labels.instance }}, which comes from alerts; allowed: targets of the catalog ({{ targets.NAME }})",
            "a.yaml:22:13: mend is reversible here, and a step of verify may only look; allowed: steps that change nothing",
            "a.yaml:23:10: for holds \"soon\"; allowed: a duration such as 500ms, 5s, 1m30s or 2h, 1 h at most",
        ]).AsCollection);
        Assert.That(Read(text)[4], Does.StartWith("a.yaml:6:12: labels: "));
    }

    [TestCase("- { name: x, action: mend, with: { target: '{{ steps.peek.value }}-{{ targets.a }}' } }", "a.yaml:8:46: target of a step that acts holds {{ steps.peek.value }}, which comes from alerts", TestName = "{m}(a value that a labelled step gave)")]
    [TestCase("- { name: x, action: mend, with: { target: '{{ environment }}-{{ targets.a }}' } }", "a.yaml:8:46: target of a step that acts holds {{ environment }}, which comes from alerts", TestName = "{m}(the environment)")]
    [TestCase("- { name: x, action: mend, title: 'mend {{ labels.a }}', with: { target: '{{ targets.a }}' } }", "a.yaml:8:37: title of a step that acts holds {{ labels.a }}, which comes from alerts", TestName = "{m}(the title that an approver reads)")]
    [TestCase("- { name: x, action: mend, with: { words: ['{{ targets.a }}', '{{ labels.a }}'] } }", "a.yaml:8:45: words of a step that acts holds {{ labels.a }}, which comes from alerts", TestName = "{m}(an item of a list)")]
    [Property("Rule", "6.3")]
    public void An_acting_step_takes_nothing_that_a_sender_of_alerts_decides(string step, string mistake)
    {
        var text = $$$"""
            name: restart
            says: Restarts the service.
            matches: { challenge: ServiceDown }
            diagnose:
              - { name: peek, action: look, with: { target: '{{ labels.instance }}' } }

            act:
              {{{step}}}
            verify:
              - { name: check, action: look }
            """;

        Assert.That(Read(text), Has.Length.EqualTo(1).And.One.StartsWith(mistake));
    }

    [Test, Property("Rule", "6.3")]
    public void Whether_a_labelled_step_passed_may_decide_whether_something_acts()
    {
        Assert.That(Read(Good + """
            diagnose:
              - { name: peek, action: look, with: { target: '{{ labels.instance }}' } }
            act:
              - { name: x, action: mend, when: steps.peek.failed, with: { target: '{{ targets.a }}' } }
            """), Is.Empty);
    }

    [TestCase("", "1:1: the file is empty; allowed: a runbook")]
    [TestCase("# only a comment\n", "1:1: the file is empty; allowed: a runbook")]
    [TestCase("just words", "1:1: \"just words\" stands here; allowed: a runbook (name, says, matches, diagnose, act, verify)")]
    [TestCase("- a\n- b", "1:1: a list stands here; allowed: a runbook")]
    [TestCase("name: [unclosed", "2:1: this is no YAML: ")]
    [TestCase("name: a\n\tsays: b", "1:7: this is no YAML: ")]
    [TestCase("name: a\nname: b", "2:1: \"name\" stands here a second time; allowed: once")]
    [TestCase("name: &a b", "1:7: anchor &a stands here; allowed: values without anchors")]
    [TestCase("name: *a", "1:7: alias *a stands here; allowed: values that are written out")]
    [TestCase("name: !!int 5", "1:7: tag ")]
    [TestCase("name: a\n---\nname: b", "2:1: a second document begins; allowed: one runbook in a file")]
    [TestCase("verify: {{ targets.health }}", "1:10: braces or brackets stand where a name belongs; a value that begins with {{ has to be in quotes")]
    [TestCase("matches: 5", "1:10: matches holds \"5\"; allowed: challenge, and service, domain, labels")]
    [TestCase("matches: {}", "1:10: matches has no challenge; allowed: DeploymentFailed, ")]
    [TestCase("matches: { challenge: Unknown }", "1:23: challenge holds \"Unknown\"; allowed: DeploymentFailed, ")]
    [TestCase("verify: nothing", "1:9: verify holds \"nothing\"; allowed: a list of steps")]
    [TestCase("verify: [a]", "1:10: \"a\" stands here; allowed: a step (name, action, with, …)")]
    [TestCase("verify: [{ name: a, action: look, with: 5 }]", "1:41: with holds \"5\"; allowed: the action's arguments by name")]
    [TestCase("verify: [{ name: a, action: look, with: { words: [[a]] } }]", "1:51: a list stands here; allowed: a text")]
    [TestCase("verify: [{ name: a, action: look, with: { target: '{{ x }}' } }]", "1:51: \"{{ x }}\" names no fact; allowed: service, ")]
    [TestCase("verify: [{ name: a, action: look, with: { mode: '{{ service }}' } }]", "1:49: mode holds a template; it has to be written out")]
    [TestCase("verify: [{ name: a, action: look, with: { mode: quick } }]", "1:49: mode holds \"quick\"; allowed: soft, hard")]
    [TestCase("verify: [{ name: a, action: look, when: 'a b' }]", "1:41: when holds \"a b\": at character 1 stands \"a\"; allowed: service, ")]
    [TestCase("verify: [{ name: a, action: look, repeat: 0 }]", "1:43: repeat holds \"0\"; allowed: a whole number from 1 to 20")]
    [TestCase("verify: [{ name: a, action: look, timeout: 5 }]", "1:44: timeout holds \"5\"; allowed: a duration such as 500ms, 5s, 1m30s or 2h, 1 h at most")]
    [TestCase("diagnose: [{ name: a, action: look, repeat: 3 }]", "1:37: \"repeat\" is no key of a step of diagnose; allowed: name, action, title, with, when, timeout, risk")]
    [TestCase("diagnose: [{ name: a, action: look, risk: destructive }]", "1:31: look is destructive here, and a step of diagnose may only look")]
    [TestCase("diagnose: [{ name: a, action: look, title: '{{ steps.a.value }}' }]", "1:44: steps.a.value names no step before this one; allowed: none, this is the first")]
    [TestCase("diagnose: [{ name: a, action: look }, { name: b, action: look, when: steps.a.valu }]", "1:70: steps.a.valu names nothing that step a gives; allowed: passed, failed, skipped, value; did you mean value?")]
    [TestCase("nme: a", "1:1: \"nme\" is no key of a runbook; allowed: name, says, matches, approve, approvals, maxTries, diagnose, act, verify; did you mean name?")]
    public void A_mistake_names_its_place_and_what_is_allowed(string text, string mistake) =>
        Assert.That(Read(text), Has.Some.StartsWith("a.yaml:" + mistake));

    [Test]
    public void What_is_missing_is_named() => Assert.That(Read("approve: [ana]"), Is.EqualTo((string[])
    [
        "a.yaml:1:1: a runbook has no name; allowed: lower-case letters, digits and dashes, a letter first, 60 characters at most",
        "a.yaml:1:1: a runbook has no says; allowed: a sentence: what it does and what that may break",
        "a.yaml:1:1: a runbook has no matches; allowed: challenge, and service, domain, labels",
        "a.yaml:1:1: a runbook has no verify step; allowed: one at least, since only a passed verify mends an incident",
    ]).AsCollection);

    [Test, Property("Rule", "6.6")]
    public void What_acts_without_looking_is_refused() => Assert.That(Read(Good + "act: [{ name: x, action: mend, with: { target: '{{ targets.a }}' } }]"), Is.EqualTo((string[])
    [
        "a.yaml:1:1: a runbook acts and has no diagnose step; allowed: one at least, since after a crash it looks first, then acts",
    ]).AsCollection);

    [Test]
    public void Bombs_are_refused_before_they_go_off()
    {
        Assert.That(Read("name: " + new string('a', 300_000)).Single(), Does.Contain("the file has 300006 characters; allowed: 262144"));
        Assert.That(Read("name: " + new string('[', 100_000)).Single(), Does.Contain("nested deeper than 12"));
        Assert.That(Read("name: [" + string.Join(',', Enumerable.Repeat("a", 20_000)) + "]").Single(), Does.Contain("more than 10000 values"));
        Assert.That(Read("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]").Single(), Does.Contain("anchor &a"));
        Assert.That(Read(Good + "diagnose:\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"  - {{ name: s{i}, action: look }}\n"))).Single(), Does.Contain("the runbook has 61 steps; allowed: 50"));
    }

    [TestCase("\0")]
    [TestCase("name: \"\\ud800\"")]
    [TestCase("? [a]: b\n: c")]
    [TestCase("%YAML 9.9\n---\na: b")]
    [TestCase("\uFEFFname: a")]
    [TestCase("name: 'open")]
    [TestCase("- - - - - - - - - - - - - - - -")]
    [TestCase("a: |\n  b\n c")]
    public void Odd_text_is_a_mistake_and_never_an_exception(string text) => Assert.That(Read(text), Is.Not.Empty);
}
