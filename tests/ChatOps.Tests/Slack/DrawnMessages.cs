using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Slack;
using ChatOps.Slack.Rendering;
using ChatOps.Tests.Messages;
using CsCheck;
using static ChatOps.Tests.Slack.SlackSample;

namespace ChatOps.Tests.Slack;

/// <summary>What Slack is given for each message: word by word in the files of Golden/slack, and never more than it takes.</summary>
[Property("Rule", "4")]
internal sealed class DrawnMessages
{
    /// <summary>Measured by others; Slack does not document it.</summary>
    private const int MostInBlocks = 13_200;

    private static readonly Gen<string> Words = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 0, 40], Gen.String[Gen.Char['!', '\u3000'], 0, 4000], Gen.Const("\U0001F525").Array[0, 3000].Select(string.Concat));

    private static readonly Gen<Run> AnyRun = Gen.Select(Gen.Int[0, 5], Words).Select((kind, words) => kind switch
    {
        0 => new Run.Strong(words),
        1 => new Run.Code(words),
        2 => new Run.Mention(words),
        3 => new Run.Time(DateTimeOffset.UnixEpoch.AddDays(words.Length)),
        4 => (Run)new Run.Link(words, "https://example.com/" + new string('a', words.Length)),
        _ => new Run.Text(words),
    });

    private static readonly Gen<IReadOnlyList<Run>> AnyLine = AnyRun.Array[0, 4].Select(runs => (IReadOnlyList<Run>)runs);

    private static readonly Gen<Button> AnyButton = Gen.Select(Words, Words).Select((label, command) => new Button(label, "note INC-7 " + command, new IncidentId(7), 3));

    private static readonly Gen<Block> AnyBlock = Gen.Select(Gen.Int[0, 4], Words, AnyLine.Array[0, 5], AnyButton).Select((kind, words, lines, button) => kind switch
    {
        0 => new Block.Field("Problem", lines),
        1 => new Block.Details(words, string.Concat(lines.Select(line => line.ToString())) + words),
        2 => new Block.Markdown(words),
        3 => new Block.Choices("Options", [.. lines.Select(line => new Choice(line, button))]),
        _ => (Block)new Block.Paragraph([.. lines.SelectMany(line => line)]),
    });

    private static IEnumerable<string> Names => TextsOfMessages.All.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_message_is_drawn(string name)
    {
        var drawn = Drawing.Draw(TextsOfMessages.All[name]);

        Golden.Check($"slack/{name}.json", new JsonObject { ["text"] = drawn.Text, ["blocks"] = drawn.Blocks }.ToJsonString(Readable));
    }

    [Test]
    public void Whom_a_message_calls_is_called_by_id_and_a_name_without_one_stays_a_word()
    {
        Assert.That((string?)OfType(Drawing.Draw(TextsOfMessages.All["level2"]).Blocks, "usergroup").Single()["usergroup_id"], Is.EqualTo("S0BACKEND"));
        Assert.That((string?)OfType(Drawing.Draw(TextsOfMessages.All["level3"]).Blocks, "user").Single()["user_id"], Is.EqualTo("W0KIM"));
        Assert.That((string?)OfType(Drawing.Draw(TextsOfMessages.All["consulted"]).Blocks, "channel").Single()["channel_id"], Is.EqualTo("C0SECURITY"));
        var nobody = Drawing.Draw(new ChatMessage("x", [new Run.Mention("tech-lead-orchestrator")], [], []));
        Assert.That(OfType(nobody.Blocks, "text").Select(text => (string?)text["text"]), Is.EqualTo(new[] { "@tech-lead-orchestrator" }), "a handle that is no id calls nobody");
    }

    [Test]
    public void A_head_names_people_and_calls_nobody([Values("head-level1", "head-level2", "head-acknowledged", "head-level4", "head-resolved")] string name)
    {
        var blocks = Drawing.Draw(TextsOfMessages.All[name]).Blocks;

        Assert.That(OfType(blocks, "user").Concat(OfType(blocks, "usergroup")).Concat(OfType(blocks, "broadcast")), Is.Empty);
    }

    [Test]
    public void The_next_deadline_stands_in_the_readers_own_zone()
    {
        var dates = OfType(Drawing.Draw(TextsOfMessages.All["head-level2"]).Blocks, "date").ToList();

        Assert.That(dates.Select(date => (long)date["timestamp"]!), Does.Contain(Sample.At("03:17").ToUnixTimeSeconds()));
        Assert.That(dates.Select(date => (string?)date["fallback"]), Does.Contain("2026-03-01 03:17 UTC"));
    }

    [Test]
    public void Buttons_fit_the_state_and_carry_their_stamp_and_command()
    {
        var waiting = Buttons("head-level2");
        var over = Buttons("head-resolved");

        Assert.That(waiting, Does.Contain(new SlackButton(2, "ack INC-42")));
        Assert.That(over, Is.EqualTo(new[] { new SlackButton(4, "reopen INC-42") }));
    }

    [Test]
    public void Whatever_a_text_holds_it_is_never_parsed()
    {
        foreach (var message in HostileTexts.Poisonous)
        {
            var drawn = Drawing.Draw(message);
            var called = OfType(drawn.Blocks, "user").Select(user => (string?)user["user_id"]).Concat(OfType(drawn.Blocks, "usergroup").Select(group => (string?)group["usergroup_id"]));

            Assert.That(OfType(drawn.Blocks, "mrkdwn").Concat(OfType(drawn.Blocks, "broadcast")), Is.Empty);
            Assert.That(called, Is.SubsetOf((string[])["S0BACKEND", "W0KIM", "U0USER"]));
            Assert.That(drawn.Text, Does.Not.Contain('<').And.Not.Contain('>'));
            Assert.That(OfType(drawn.Blocks, "link").Select(link => (string?)link["url"]), Has.None.Contains("evil.example"));
        }
    }

    [Test]
    public void Nothing_is_longer_than_Slack_takes() =>
        Gen.Select(Words, AnyLine, AnyBlock.Array[0, 70], AnyButton.Array[0, 4], AnyLine).Sample((summary, title, blocks, buttons, footer) =>
        {
            var drawn = Drawing.Draw(new ChatMessage(OutsideText.Line(summary), title, blocks, buttons, footer));
            var all = Objects(drawn.Blocks).ToList();
            var ids = all.Select(thing => (string?)thing["action_id"]).OfType<string>().ToList();
            return drawn.Blocks.Count <= 50
                && drawn.Text.Length is > 0 and <= SlackText.Longest
                && Characters(drawn.Blocks) <= MostInBlocks
                && all.All(thing => thing["text"] is not JsonValue text || ((string?)text)!.Length > 0)
                && all.All(thing => thing["elements"] is not JsonArray { Count: 0 })
                && OfType(drawn.Blocks, "button").All(button => ((string?)button["text"]!["text"])!.Length <= 75 && ((string?)button["value"])!.Length <= 2000)
                && OfType(drawn.Blocks, "section").All(section => ((string?)section["text"]!["text"])!.Length <= 3000)
                && OfType(drawn.Blocks, "link").All(link => ((string?)link["url"])!.Length <= 3000)
                && ids.Distinct().Count() == ids.Count
                && !all.Any(thing => thing["text"] is JsonValue text && char.IsHighSurrogate(((string?)text)![^1]));
        }, iter: 300);

    [Test]
    public void A_cut_is_marked_and_long_data_follows_as_a_file()
    {
        var log = string.Join('\n', Enumerable.Range(1, 400).Select(line => $"{line} db pool exhausted"));
        var drawn = Drawing.Draw(new ChatMessage("x", [new Run.Text(new string('a', 20_000))], [new Block.Details("Log", log)], []));
        var shown = Drawing.Draw(new ChatMessage("x", [new Run.Text("title")], [new Block.Details("Log", log)], []));

        Assert.That((string?)OfType(drawn.Blocks, "text").Last()["text"], Does.EndWith(Allowance.Mark));
        Assert.That(shown.Snippets, Is.EqualTo(new[] { new Snippet("Log", log) }));
        Assert.That(shown.Blocks.ToJsonString(Readable), Does.Contain("all of it follows as a file").And.Contain("1 db pool exhausted").And.Not.Contain("400 db pool exhausted"));
    }

    private static List<SlackButton> Buttons(string name) =>
        [.. OfType(Drawing.Draw(TextsOfMessages.All[name]).Blocks, "button").Select(button => SlackButton.Read((string?)button["action_id"], (string?)button["value"])!)];

    private static int Characters(JsonNode? node) => Objects(node).Sum(thing => thing["text"] is JsonValue text ? ((string?)text)!.Length : 0);
}
