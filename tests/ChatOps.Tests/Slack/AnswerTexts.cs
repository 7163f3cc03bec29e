using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Slack.Inputs;
using ChatOps.Slack.Views;

namespace ChatOps.Tests.Slack;

/// <summary>How answers are drawn.</summary>
internal sealed class AnswerTexts
{
    [Test]
    public void Nothing_in_an_answer_mentions_anybody()
    {
        var message = AnswerMessages.Of(new Answer(AnswerOutcome.Done, "db says <!channel> & <@U1> *bold* `ack INC-1` `open"), "status");

        Assert.That((string)message["text"]!, Is.EqualTo("db says &lt;!channel&gt; &amp; &lt;@U1&gt; *bold* `ack INC-1` `open"));
        Assert.That(Texts(message), Is.EqualTo((string[])["db says <!channel> & <@U1> *bold* ", "code:ack INC-1", " ", "`open"]));
        Assert.That((string)message["response_type"]!, Is.EqualTo("ephemeral"));
    }

    [Test]
    public void An_answer_that_asks_has_a_button_that_says_yes()
    {
        var message = AnswerMessages.Of(new Answer(AnswerOutcome.Confirm, "Sure?", new IncidentId(7)), "escalate redesign");
        var button = message["blocks"]![1]!["elements"]![0]!;

        Assert.That((string)button["action_id"]!, Is.EqualTo("confirm:0"));
        Assert.That((string)button["value"]!, Is.EqualTo("INC-7 escalate redesign --yes"));
    }

    [Test]
    public void A_long_answer_is_cut_and_says_so()
    {
        var message = AnswerMessages.Of(new Answer(AnswerOutcome.Done, new string('&', 50_000)), "list");

        Assert.That(((string)message["text"]!).Length, Is.LessThan(40_000));
        Assert.That(string.Concat(Texts(message)), Has.Length.LessThanOrEqualTo(AnswerText.MostInMessage).And.EndsWith("… (cut, 50,000 characters)"));
    }

    [Test]
    public void A_post_mortem_reads_without_Markdown()
    {
        var block = AnswerText.Markdown("# Title\n\n| began | 03:04 |\n| --- | --- |\n| mended | 03:09 \\| late |\n\n- **ana** said \\<!channel\\> see [the page](https://a.example/1)");
        var text = string.Concat(block["elements"]![0]!["elements"]!.AsArray().Select(element => (string)element!["text"]!));

        Assert.That(text, Is.EqualTo("Title\n\nbegan · 03:04\nmended · 03:09 | late\n\n- ana said <!channel> see the page (https://a.example/1)\n"));
    }

    [TestCase("x^2 = $5 {a} ~b~ `c`")]
    [TestCase("@ana #12 <b> [l](m) & *n* _o_ | p")]
    [TestCase("i) one")]
    [TestCase("= = =")]
    [TestCase("see https://a.example/1 and a.example")]
    public void What_was_escaped_is_read_as_it_was_written(string words)
    {
        var block = AnswerText.Markdown(MarkdownText.Escape(words));

        Assert.That(string.Concat(block["elements"]![0]!["elements"]!.AsArray().Select(element => (string)element!["text"]!)).TrimEnd('\n'), Is.EqualTo(words.Replace("`", "", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Texts(JsonObject message) =>
        message["blocks"]![0]!["elements"]![0]!["elements"]!.AsArray().Select(element => ((bool?)element!["style"]?["code"] == true ? "code:" : "") + (string)element["text"]!);
}
