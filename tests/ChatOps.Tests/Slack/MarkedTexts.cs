using ChatOps.Slack.Payloads;

namespace ChatOps.Tests.Slack;

/// <summary>What Slack makes of what people type, read back.</summary>
internal sealed class MarkedTexts
{
    [TestCase("ack INC-42", "ack INC-42")]
    [TestCase("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c")]
    [TestCase("assign INC-1 <@U1|ana>", "assign INC-1 (U1)")]
    [TestCase("assign INC-1 <@W1>", "assign INC-1 (W1)")]
    [TestCase("consult INC-1 <!subteam^S1|@devs> why", "consult INC-1 (S1) why")]
    [TestCase("see <#C1|general> <#C2|>", "see #general #C2")]
    [TestCase("<!here> <!channel|everybody>", "@here everybody")]
    [TestCase("see <https://a.example/x?y=1&amp;z=2|the log>", "see https://a.example/x?y=1&z=2")]
    [TestCase("ping <http://db.example|db.example>", "ping db.example")]
    [TestCase("mail <mailto:a@b.example|a@b.example>", "mail a@b.example")]
    [TestCase("a < b > c <", "a < b > c <")]
    [TestCase("", "")]
    public async Task A_command_is_what_was_typed(string marked, string command) =>
        Assert.That(await MarkedText.CommandAsync(marked, id => new ValueTask<string>($"({id})")), Is.EqualTo(command));

    [TestCase("<@UBOT> ack", "ack")]
    [TestCase("<@UBOT>: ack", "ack")]
    [TestCase("please <@UBOT|chatops>, ack INC-1", "ack INC-1")]
    [TestCase("<@UBOT>", "")]
    [TestCase("<@UANA> ack", null)]
    [TestCase("UBOT ack", null)]
    public void What_is_said_to_the_bot_stands_behind_its_name(string text, string? command) => Assert.That(MarkedText.After(text, "UBOT"), Is.EqualTo(command));
}
