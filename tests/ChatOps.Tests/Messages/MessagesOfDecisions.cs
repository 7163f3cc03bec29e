using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.Recovery;
using static ChatOps.Tests.Messages.Sample;

namespace ChatOps.Tests.Messages;

/// <summary>Whatever is decided, the message about it is whole: held against the real decider on random walks.</summary>
[Property("Rule", "4")]
internal sealed class MessagesOfDecisions
{
    private const int Walks = 1000;

    private static readonly string[] OfReport = ["Issue", "Attempted", "Error", "Action", "Result"];
    private static readonly string[] OfEscalation = ["Problem", "Attempted", "Symptoms", "Impact", "Request"];
    private static readonly string[] OfUser = ["Status", "Impact", "Options", "Adviser"];

    [Test]
    public void Every_post_has_its_fields_its_call_and_its_last_line() => Walk((walk, decision) => decision.Effects.OfType<Post>().SelectMany(post =>
    {
        var incident = decision.Incident!;
        var message = MessageWriter.Write(incident, post, walk.Now, Context);
        var told = $"{post.Kind} about {post.About.GetType().Name}";
        return Missing(message, incident).Concat(Called(post, incident, message)).Select(problem => $"{told}: {problem}");
    }));

    [Test]
    public void Every_head_is_whole_and_calls_nobody() => Walk((walk, decision) =>
    {
        if (decision.Incident is not { } incident) return [];
        var head = HeadMessage.Write(incident, walk.Now, Context);
        var runs = head.Title.Concat(head.Footer ?? []).Concat(head.Blocks.OfType<Block.Paragraph>().SelectMany(paragraph => paragraph.Runs));
        return Missing(head, incident).Concat(runs.OfType<Run.Mention>().Select(mention => $"{incident.State}: the head calls {mention.Name}"));
    });

    [Test]
    public void A_button_does_something_as_long_as_nothing_has_changed() => Walk((walk, decision) =>
    {
        if (decision.Incident is not { } incident) return [];
        var message = MessageButtons(incident, walk, decision);
        return message.Select(button => (button, Answer: walk.Try(button)))
            .Where(tried => tried.Answer?.Outcome is not (AnswerOutcome.Done or AnswerOutcome.Confirm) && !MayWait(tried.button, tried.Answer))
            .Select(tried => $"{incident.State} at Level {incident.Ladder.Level}: [{tried.button.Label}] {tried.Answer?.Text}");
    });

    [Test]
    public void Every_entry_has_its_sentence() => Walk((_, decision) => decision.Entries
        .Select(entry => (entry, Text: TimelineText.Plain(entry, TimeZoneInfo.Utc)))
        .Where(told => told.Text.Length == 0 || told.Text.Contains("  ", StringComparison.Ordinal) || told.Text.Contains("..", StringComparison.Ordinal))
        .Select(told => $"{told.entry.GetType().Name}: \"{told.Text}\""));

    [Test]
    [Property("Rule", "6.4")]
    public void Level_2_is_told_what_a_dry_run_would_have_done()
    {
        const string would = "would restart checkout-1; not done: ana switched self-recovery off at 02:10";
        var dry = new AttemptSummary(1, "restart-service", null, At("03:05"), At("03:06"), AttemptOutcome.DryRun, new AttemptReport([would], [], null, null, would, 0, null), DryRun: true);
        var incident = Level2() with { Recovery = new RecoveryTrack { State = RecoveryState.Ended, Runbook = "restart-service", Ended = RecoveryEnd.DryRun, Attempts = [dry] } };

        var message = MessageWriter.Write(incident, new Post(MessageKind.Mention, Entered2(), 1), At("03:12"), Context);

        Assert.That(PlainText.Of(message, At("03:12"), TimeZoneInfo.Utc), Does.Contain($"Proposal, from a dry run: {would}"));
    }

    private static IEnumerable<Button> MessageButtons(Incident incident, LadderWalk walk, Decision decision)
    {
        var messages = decision.Effects.OfType<Post>().Select(post => MessageWriter.Write(incident, post, walk.Now, Context)).Append(HeadMessage.Write(incident, walk.Now, Context));
        return messages.SelectMany(message => message.Buttons.Concat(message.Blocks.OfType<Block.Choices>().SelectMany(choices => choices.Options.Select(option => option.Button)))).Distinct();
    }

    // The options of Level 4 are always offered (rule 2.21), and one that has to wait says so. A step stays offered while its attempt is just ending
    // (rule 6.2): by the time that somebody reads the message, it has.
    private static bool MayWait(Button button, Answer? answer) =>
        answer?.Outcome == AnswerOutcome.Nothing
        && (button.Command.StartsWith("decide", StringComparison.Ordinal) || answer.Text.StartsWith("The attempt has just stopped waiting", StringComparison.Ordinal));

    private static IEnumerable<string> Missing(ChatMessage message, Incident incident)
    {
        if (message.Summary.Length is 0 or > 300) yield return $"a summary of {message.Summary.Length} characters";
        if (message.Title.Count == 0) yield return "no first line";
        if (message.Buttons.Count > 4) yield return $"{message.Buttons.Count} buttons";
        if (incident.Ladder.Deadline is not null && message.Footer is not { Count: > 0 }) yield return "no last line, although something happens next";
        foreach (var field in message.Blocks.OfType<Block.Field>())
        {
            if (field.Lines.Count == 0) yield return $"{field.Name} is empty";
            foreach (var line in field.Lines.Select(line => PlainText.Of(line, incident.OpenedAt, TimeZoneInfo.Utc)))
            {
                if (line.Trim().Length == 0 || line.Contains("..", StringComparison.Ordinal) || line.Contains(": .", StringComparison.Ordinal) || line.Contains("  ", StringComparison.Ordinal)) yield return $"{field.Name}: \"{line}\"";
            }
        }
    }

    private static IEnumerable<string> Called(Post post, Incident incident, ChatMessage message)
    {
        var fields = message.Blocks.Select(block => block switch { Block.Field field => field.Name, Block.Choices choices => choices.Name, _ => null }).OfType<string>().ToList();
        if (post.Mention is null)
        {
            if (post.Kind == MessageKind.Report && !fields.SequenceEqual(OfReport)) yield return string.Join(", ", fields);
            yield break;
        }

        var mention = incident.Ladder.Mention!;
        var called = message.Title.OfType<Run.Mention>().Select(run => run.Name).ToList();
        if (mention.Number != post.Mention) yield return $"mention {post.Mention}, and the incident's is {mention.Number}";
        if (!called.SequenceEqual([mention.Person ?? mention.Responder])) yield return $"calls {string.Join(", ", called)} in place of {mention.Person ?? mention.Responder}";
        if (!fields.SequenceEqual(mention.Level == 4 ? OfUser : OfEscalation)) yield return string.Join(", ", fields);
    }

    private static void Walk(Func<LadderWalk, Decision, IEnumerable<string>> look)
    {
        var problems = new SortedSet<string>(StringComparer.Ordinal);
        for (var seed = 1; seed <= Walks; seed++)
        {
            var random = new Random(seed);
            var walk = new LadderWalk(random.Next(2) == 0, (walk, decision) => problems.UnionWith(look(walk, decision).Select(problem => $"{problem} (walk {seed})")));
            for (var i = random.Next(5, 30); i > 0; i--) walk.Step(random.Next(44), random.Next(5) > 0 ? random.Next(4) : random.Next(4, 70));
            if (problems.Count > 20) break;
        }

        Assert.That(problems, Is.Empty);
    }
}
