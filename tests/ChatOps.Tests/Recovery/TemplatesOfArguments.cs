using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>Facts reach arguments as plain data, once, and nothing that they hold is read again.</summary>
internal sealed class TemplatesOfArguments
{
    private static readonly string[] Hostile =
    [
        "; rm -rf / #", "$(reboot)", "`reboot`", "| cat /etc/passwd", "&& true", "--force", "-o ProxyCommand=x", "a b  c", "line\nbreak\r\n", "\"quoted\" 'twice'",
        "{{ targets.secret }}", "{{", "}}", "{{ labels.a }}{{ labels.a }}", "../../etc", "%0a%00", "\\", "$HOME", "*", "\u202Egnp.exe", "\0", "\u001b[31m",
    ];

    private static string? Fill(string text, Func<FactPath, string?> valueOf, out FactPath? missing)
    {
        Assert.That(Template.TryParse(text, out var template, out var problem), Is.True, problem);
        return template!.Fill(valueOf, (_, _, value) => value, out missing);
    }

    [TestCaseSource(nameof(Hostile))]
    public void What_a_fact_holds_stands_in_the_argument_as_it_is(string value)
    {
        Assert.That(Fill("a {{ labels.x }} b", _ => value, out _), Is.EqualTo($"a {value} b"));
        Assert.That(Fill("{{labels.x}}{{ labels.x }}", _ => value, out _), Is.EqualTo(value + value));
    }

    [TestCaseSource(nameof(Hostile))]
    public void In_a_list_it_stays_one_item(string value)
    {
        var run = new AttemptRun(
            """
            name: look
            says: Looks.
            matches: { challenge: ServiceDown }
            verify:
              - { name: look, action: look, repeat: 1, with: { target: "{{ labels.x }}", words: [a, "{{ labels.x }}", "--x={{ labels.x }}"], pairs: { a: "{{ labels.x }}" } } }
            """,
            new ScriptedAction("look", Risk.Observe));
        run.State = run.State with { Facts = run.State.Facts with { Labels = new Dictionary<string, string> { ["x"] = value } } };

        var arguments = ((AttemptMove.Run)run.Next()).Step.Arguments;

        Assert.That(arguments.Text("target"), Is.EqualTo(value));
        Assert.That(arguments.List("words"), Is.EqualTo((string[])["a", value, "--x=" + value]));
        Assert.That(arguments.Map("pairs").Single().Value, Is.EqualTo(value));
    }

    [Test]
    public void A_fact_that_is_missing_is_named()
    {
        Assert.That(Fill("{{ service }}-{{ targets.port }}", path => path.Root == "service" ? "checkout" : null, out var missing), Is.Null);
        Assert.That(missing, Is.EqualTo(new FactPath("targets", "port")));
    }

    [TestCase("{{ labels }}", "labels")]
    [TestCase("{{ 1 + 1 }}", "1 + 1")]
    [TestCase("{{ service | upper }}", "service | upper")]
    [TestCase("{{ service.name }}", "service.name")]
    [TestCase("{{ steps.health }}", "steps.health")]
    [TestCase("{{ System.Environment.Exit(1) }}", "System.Environment.Exit(1)")]
    [TestCase("{{ labels.a.b }}", "labels.a.b")]
    [TestCase("{{}}", "")]
    public void What_names_no_fact_is_refused(string text, string name)
    {
        Assert.That(Template.TryParse(text, out _, out var problem), Is.False);
        Assert.That(problem, Does.StartWith($"\"{{{{ {name} }}}}\" names no fact; allowed: service, environment, "));
    }

    [Test]
    public void A_template_that_is_never_closed_is_refused()
    {
        Assert.That(Template.TryParse("a {{ service", out _, out var problem), Is.False);
        Assert.That(problem, Does.Contain("never closed"));
    }

    [TestCase("up{job=\"x\"}", "up{job=\"x\"}")]
    [TestCase("a } } b", "a } } b")]
    [TestCase("", "")]
    public void Text_without_a_fact_is_plain(string text, string plain)
    {
        Assert.That(Template.TryParse(text, out var template, out _), Is.True);
        Assert.That(template!.Plain, Is.EqualTo(plain));
    }
}
