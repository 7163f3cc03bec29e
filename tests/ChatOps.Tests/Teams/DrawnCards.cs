using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Teams.Rendering;
using ChatOps.Tests.Messages;
using CsCheck;
using static ChatOps.Tests.Teams.TeamsSample;

namespace ChatOps.Tests.Teams;

/// <summary>What Teams is given for each message: word by word in the files of Golden/teams, and never more than it takes.</summary>
[Property("Rule", "4")]
internal sealed class DrawnCards
{
    private static readonly IncidentId Incident = new(42);

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

    private static readonly Gen<Button> AnyButton = Gen.Select(Words, Words).Select((label, command) => new Button(label, "note INC-7 " + OutsideText.Line(command), new IncidentId(7), 3));

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
        var drawn = Drawing.Draw(TextsOfMessages.All[name], Incident, name.StartsWith("head", StringComparison.Ordinal));

        Golden.Check($"teams/{name}.json", new JsonObject { ["summary"] = drawn.Summary, ["card"] = drawn.Card }.ToJsonString(Readable));
    }

    [Test]
    public void Whom_a_message_calls_is_called_by_id_and_a_name_without_one_stays_a_word()
    {
        Assert.That(Called("level2"), Is.EqualTo((string[])[Backend]));
        Assert.That(Called("level3"), Is.EqualTo((string[])[Kim]));
        Assert.That(Called("level4"), Is.EqualTo((string[])["uma@acme.example"]));
        var nobody = Drawing.Draw(new ChatMessage("x", [new Run.Mention(Role.TechLead), new Run.Mention(Role.SecurityAuditor)], [], []), Incident, false);
        Assert.That(OfType(nobody.Card, "TextRun").Select(run => (string?)run["text"]), Is.EqualTo((string[])["@tech-lead-orchestrator", "@security-auditor"]), "neither a name nor a channel can be called");
    }

    [Test]
    public void The_text_of_a_mention_stands_in_the_card_letter_by_letter()
    {
        foreach (var name in Names)
        {
            var card = Drawing.Draw(TextsOfMessages.All[name], Incident, false).Card;
            foreach (var entity in OfType(card["msteams"], "mention"))
            {
                Assert.That(OfType(card["body"], "TextBlock").Select(block => (string?)block["text"]), Has.Some.Contains((string)entity["text"]!), name);
            }
        }
    }

    [Test]
    public void A_head_names_people_calls_nobody_and_can_be_shown_anew([Values("head-level1", "head-level2", "head-acknowledged", "head-level4", "head-resolved")] string name)
    {
        var card = Drawing.Draw(TextsOfMessages.All[name], Incident, isHead: true).Card;

        Assert.That(OfType(card, "mention"), Is.Empty);
        Assert.That((string?)card["refresh"]!["action"]!["data"]!["incident"], Is.EqualTo("INC-42"));
    }

    [Test]
    public void The_next_deadline_stands_in_the_readers_own_zone()
    {
        var texts = OfType(Drawing.Draw(TextsOfMessages.All["head-level2"], Incident, true).Card, "TextBlock").Select(block => (string?)block["text"]);

        Assert.That(texts, Has.Some.Contains("{{TIME(2026-03-01T03:17:00Z)}}"));
    }

    [Test]
    public void Buttons_carry_their_command_and_stamp_and_those_that_want_words_open_a_form()
    {
        var actions = Drawing.Draw(TextsOfMessages.All["head-level2"], Incident, true).Card["actions"]!.AsArray().OfType<JsonObject>().ToList();
        var acknowledge = actions.Single(action => (string?)action["title"] == "Acknowledge");
        var guide = actions.Single(action => (string?)action["title"] == "Guide");

        Assert.That(CardButton.Read(Element(acknowledge["data"]!)), Is.EqualTo(new CardButton(CardButton.Give, "ack INC-42", 2, "INC-42", OnHead: true)));
        Assert.That((string?)acknowledge["fallback"]!["type"], Is.EqualTo("Action.Submit"), "for clients that cannot run it");
        Assert.That((string?)guide["data"]!["msteams"]!["type"], Is.EqualTo("task/fetch"));
    }

    [Test]
    public void Whatever_a_text_holds_it_formats_nothing_and_calls_nobody()
    {
        foreach (var message in HostileTexts.Poisonous)
        {
            var drawn = Drawing.Draw(message, Incident, false);
            var called = OfType(drawn.Card["msteams"], "mention").Select(entity => (string?)entity["mentioned"]!["id"]).ToList();
            var blocks = OfType(drawn.Card["body"], "TextBlock").Select(block => (string)block["text"]!).ToList();

            Assert.That(called, Is.SubsetOf((string[])[Backend, Kim, "uma@acme.example"]));
            Assert.That(blocks.Select(text => System.Text.RegularExpressions.Regex.Count(text, "<")).Sum(), Is.EqualTo(2 * called.Count), "no tag but those of our own mentions");
            Assert.That(blocks, Has.None.Match(@"(?<!\\)\]\(http://evil"), "no link but our own");
            Assert.That(Objects(drawn.Card).Select(thing => (string?)thing["url"]).OfType<string>(), Has.None.Contains("evil.example"));
            Assert.That(OfType(drawn.Card, "TextRun").Select(run => (string)run["text"]!).Where(text => text.Contains("{{", StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public void Nothing_is_longer_than_Teams_takes() =>
        Gen.Select(Words, AnyLine, AnyBlock.Array[0, 70], AnyButton.Array[0, 4], AnyLine).Sample((summary, title, blocks, buttons, footer) =>
        {
            var drawn = Drawing.Draw(new ChatMessage(summary, title, blocks, buttons, footer), Incident, isHead: true);
            var ids = Objects(drawn.Card).Select(thing => (string?)thing["id"]).OfType<string>().ToList();
            return drawn.Size <= CardDrawing.MostCharacters
                && drawn.Summary.Length > 0
                && drawn.Card["body"]!.AsArray().Count > 0
                && OfType(drawn.Card, "RichTextBlock").All(block => block["inlines"]!.AsArray().Count > 0)
                && OfType(drawn.Card, "TextRun").All(run => ((string)run["text"]!).Length > 0)
                && ids.Distinct().Count() == ids.Count
                && OfType(drawn.Card, "ActionSet").All(set => set["actions"]!.AsArray().Count is > 0 and <= 6);
        }, iter: 100);

    [Test]
    public void Evidence_is_shortened_before_anything_else_and_the_page_has_all_of_it()
    {
        var log = string.Join('\n', Enumerable.Range(1, 6000).Select(line => $"{line} db pool exhausted, 100 of 100 connections"));
        Assert.That(log, Has.Length.GreaterThan(200_000));
        var field = new Block.Field("Problem", [[new Run.Text("checkout answers no health check")]]);

        var drawn = Drawing.Draw(new ChatMessage("x", [new Run.Text("title")], [field, new Block.Details("Log", log), new Block.Details("Plan", log)], []), Incident, isHead: false);

        var text = drawn.Card.ToJsonString(Readable);
        Assert.That(drawn.Size, Is.LessThanOrEqualTo(CardDrawing.MostCharacters));
        Assert.That(text, Does.Contain("checkout answers no health check").And.Contain("1 db pool exhausted").And.Contain("stand on the page"));
        Assert.That(Objects(drawn.Card).Select(thing => (string?)thing["url"]), Has.Some.EqualTo("https://chatops.example/incidents/INC-42"));
    }

    private static IEnumerable<string?> Called(string name) => OfType(Drawing.Draw(TextsOfMessages.All[name], Incident, false).Card["msteams"], "mention").Select(entity => (string?)entity["mentioned"]!["id"]);

    private static System.Text.Json.JsonElement Element(JsonNode node) => System.Text.Json.JsonDocument.Parse(node.ToJsonString()).RootElement.Clone();
}
