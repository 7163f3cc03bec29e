using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;

namespace ChatOps.Tests.Messages;

internal sealed class LineWriting
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 3, 4, 0, TimeSpan.Zero);

    [Test]
    public void Values_become_runs_of_their_kind_and_neighbours_merge()
    {
        var id = new IncidentId(42);
        var title = "checkout @everyone";

        var line = Line.Of($"{id:strong} · {title} since {At} for {TimeSpan.FromMinutes(8)}, {1234} times, {"a`b":code} {"ana":mention}");

        Assert.That(line, Is.EqualTo(new Run[]
        {
            new Run.Strong("INC-42"), new Run.Text(" · checkout @everyone since "), new Run.Time(At), new Run.Text(" for 8 min, 1,234 times, "), new Run.Code("a`b"),
            new Run.Text(" "), new Run.Mention("ana"),
        }));
    }

    [Test]
    public void An_empty_value_leaves_no_run() => Assert.That(Line.Of($"a{(string?)null}b{"":strong}"), Is.EqualTo(new Run[] { new Run.Text("ab") }));

    [Test]
    public void Plain_text_has_field_names_buttons_and_the_last_line()
    {
        var message = new ChatMessage(
            "L2 · checkout is down",
            Line.Of($"{"devops-coordinator":mention} · checkout is down"),
            [
                new Block.Field("Problem", [Line.Of($"no answer since {At}")]),
                new Block.Field("Attempted", [Line.Of($"1. restarted"), Line.Of($"2. restarted")]),
                new Block.Paragraph(Line.Of($"see {new Run.Link("runbook", "https://r.example/1")}")),
                new Block.Details("Log", "line 1\nline 2"),
            ],
            [new Button("Acknowledge", "ack INC-42", new IncidentId(42), 3)],
            Line.Of($"Goes to {"tech-lead-orchestrator":mention} at {At}."));

        Assert.That(PlainText.Of(message, At, TimeZoneInfo.Utc), Is.EqualTo(
            """
            @devops-coordinator · checkout is down
            Problem: no answer since 03:04 UTC
            Attempted: 1. restarted
              2. restarted
            see runbook (https://r.example/1)
            Log:
              line 1
              line 2
            [Acknowledge]
            Goes to @tech-lead-orchestrator at 03:04 UTC.
            """.ReplaceLineEndings("\n")));
    }
}
