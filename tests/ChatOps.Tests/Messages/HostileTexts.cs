using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using static ChatOps.Tests.Messages.Sample;

namespace ChatOps.Tests.Messages;

/// <summary>Whatever a label, a log line or a comment holds: it calls nobody, formats nothing and has an end.</summary>
[Property("Rule", "4")]
internal sealed class HostileTexts
{
    private static readonly string[] Attacks =
    [
        "@everyone <!channel> <@U0999> @user", "<script>alert(1)</script><img src=x onerror=alert(1)>", "**bold** [click](http://evil.example) `x`", "{{ .Secrets }} ${jndi:ldap://x} {0}",
        "\u001b[2J\u001b]0;pwned\u0007 red\u001b[31m", "line one\nProblem: forged\nRequest: forged", "\u202Egnp.exe \0\u0008", new string('A', 65536), "\uD800\uDC00\uD800",
    ];

    private static IEnumerable<Func<string, (Incident Incident, TimelineEntry About)>> Kinds =>
    [
        text => (Poisoned(Level2(), text), Entered2() with { Because = text }),
        text => (Poisoned(Level3(), text), new LevelEntered(At("03:47"), Ana, 3, 2, ClimbCause.Asked, text, Mention3, null, Level3().Ladder.Wait)),
        text => (Poisoned(Level4(), text), new LevelEntered(At("04:36"), Ana, 4, 3, ClimbCause.Asked, text, Mention4, null, Level4().Ladder.Wait)),
        text => (Poisoned(RecoveryFailed(), text), new RecoveryEnded(At("03:09"), Actor.Bot, RecoveryEnd.AttemptsUsed, text, TimeSpan.Zero, false)),
        text => (Poisoned(Acknowledged(), text), new Guided(At("03:16"), Ana, 2, text)),
        text => (Poisoned(Acknowledged(), text), new Consulted(At("03:16"), Ana, Role.CloudArchitect, text)),
    ];

    [Test]
    public void Nobody_is_called_but_those_who_are_asked([ValueSource(nameof(Attacks))] string attack)
    {
        foreach (var (message, incident) in Written(attack))
        {
            var called = Runs(message).OfType<Run.Mention>().Select(mention => mention.Name);
            Assert.That(called, Is.SubsetOf((string[])[Role.BackendCoordinator, Role.CloudArchitect, Role.User]), incident.Id.ToString());
            Assert.That(called.Count(), Is.LessThanOrEqualTo(1));
        }
    }

    [Test]
    public void No_line_of_outside_text_can_pretend_to_be_a_field_or_break_the_terminal([ValueSource(nameof(Attacks))] string attack)
    {
        foreach (var (message, _) in Written(attack))
        {
            var text = PlainText.Of(message, At("05:00"), TimeZoneInfo.Utc);
            Assert.That(text.Replace("\n", "", StringComparison.Ordinal), Has.None.Matches<char>(char.IsControl));
            Assert.That(text, Does.Not.Contain('\u202E'));
            Assert.That(text.Split('\n').Count(line => line.StartsWith("Problem:", StringComparison.Ordinal)), Is.LessThanOrEqualTo(1));
            Assert.That(text.Split('\n').Count(line => line.StartsWith("Request:", StringComparison.Ordinal)), Is.LessThanOrEqualTo(1));
            Assert.That(message.Summary, Does.Not.Contain('\n'));
        }
    }

    [Test]
    public void A_message_has_an_end_however_long_its_texts_are()
    {
        foreach (var (message, _) in Written(new string('A', 65536)))
        {
            Assert.That(PlainText.Of(message, At("05:00"), TimeZoneInfo.Utc), Has.Length.LessThan(16_000));
            Assert.That(message.Summary, Has.Length.LessThanOrEqualTo(300));
        }
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("data:text/html,x")]
    [TestCase("file:///etc/passwd")]
    [TestCase("/relative")]
    [TestCase("http://a b")]
    [TestCase("")]
    public void What_is_no_web_address_becomes_no_link(string href)
    {
        var incident = Level2() with { Facts = Level2().Facts with { Alerts = [Probe with { RunbookUrl = href, GeneratorUrl = href, Links = [new AlertLink("x", href)] }] } };

        var links = Runs(MessageWriter.Write(incident, new Post(MessageKind.Mention, Entered2()), At("03:12"), Context)).OfType<Run.Link>();

        Assert.That(links.Select(link => link.Href), Is.EqualTo((string[])["http://127.0.0.1:8080/incidents/INC-42"]));
    }

    [Test]
    public void A_message_has_four_buttons_at_most_and_each_has_a_command_that_is_understood()
    {
        foreach (var (message, incident) in Written("x"))
        {
            Assert.That(message.Buttons, Has.Count.LessThanOrEqualTo(4));
            foreach (var button in message.Buttons.Concat(message.Blocks.OfType<Block.Choices>().SelectMany(choices => choices.Options.Select(option => option.Button))))
            {
                var typed = button.Command.EndsWith(' ') ? button.Command + "kim" : button.Command;
                Assert.That(
                    ChatOps.Core.Commands.CommandParser.Parse(new ChatOps.Core.Intake.CommandRequest(typed, Ana)), Is.InstanceOf<ChatOps.Core.Commands.ParsedCommand.OfIncident>(), typed);
                Assert.That(button.Stamp, Is.EqualTo(incident.Stamp));
            }
        }
    }

    /// <summary>Messages whose every text is an attack, for the tests of how platforms draw them.</summary>
    internal static IEnumerable<ChatMessage> Poisonous => Attacks.SelectMany(Written).Select(written => written.Message);

    private static IEnumerable<(ChatMessage Message, Incident Incident)> Written(string attack) =>
        Kinds.Select(kind => kind(attack)).Select(row => (MessageWriter.Write(row.Incident, new Post(MessageKind.Mention, row.About), row.About.At, Context), row.Incident))
            .Append((HeadMessage.Write(Poisoned(Level2(), attack), At("05:00"), Context), Level2()));

    private static Incident Poisoned(Incident incident, string text) => incident with
    {
        Title = text,
        Service = incident.Service with { Name = text, Impact = text, Dependants = [text] },
        Recovery = incident.Recovery with
        {
            EndedBecause = text,
            Attempts = [.. incident.Recovery.Attempts.Select(attempt => attempt with { Report = attempt.Report! with { Attempted = [text, text], Symptoms = [text], Error = text, Action = text, Result = text } })],
        },
        Facts = incident.Facts with
        {
            Alerts = [Probe with { Name = text, Summary = text, Description = text, Links = [new AlertLink(text, "https://ok.example/")] }],
            Notes = [text],
            Guidance = [new Remark(At("03:15"), "ana", 2, text)],
            LastOptionFailure = text,
        },
    };

    private static IEnumerable<Run> Runs(ChatMessage message) =>
        message.Title.Concat(message.Footer ?? []).Concat(message.Blocks.SelectMany(block => block switch
        {
            Block.Field field => field.Lines.SelectMany(line => line),
            Block.Paragraph paragraph => paragraph.Runs,
            Block.Choices choices => choices.Options.SelectMany(option => option.Line),
            _ => [],
        }));
}
