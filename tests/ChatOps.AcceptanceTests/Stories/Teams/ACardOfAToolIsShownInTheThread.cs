using System.Net;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>A tool that knows only a connector or a Workflows address is pointed at the bot; what its card says stands in the incident's thread, and its links lead on.</summary>
internal sealed class ACardOfAToolIsShownInTheThread
{
    [TestCase("""
        { "@type": "MessageCard", "@context": "https://schema.org/extensions", "title": "Disk 97% full on db", "themeColor": "D70000", "text": "The volume of the journal grows.",
          "sections": [ { "activityTitle": "node-1", "facts": [ { "name": "Severity", "value": "Critical" }, { "name": "Service", "value": "ledger" }, { "name": "Mount", "value": "/var/lib/db" } ] } ],
          "potentialAction": [ { "@type": "OpenUri", "name": "Open", "targets": [ { "os": "default", "uri": "https://tool.example/alert/7" } ] } ] }
        """, HttpStatusCode.OK)]
    [TestCase("""
        { "type": "message", "attachments": [ { "contentType": "application/vnd.microsoft.card.adaptive", "content": { "type": "AdaptiveCard", "version": "1.4",
          "body": [ { "type": "TextBlock", "text": "Disk 97% full on db", "color": "Attention" }, { "type": "TextBlock", "text": "The volume of the journal grows." }, { "type": "TextBlock", "text": "node-1" },
                    { "type": "FactSet", "facts": [ { "title": "Severity", "value": "Critical" }, { "title": "Service", "value": "ledger" }, { "title": "Mount", "value": "/var/lib/db" } ] } ],
          "actions": [ { "type": "Action.OpenUrl", "title": "Open", "url": "https://tool.example/alert/7" } ] } } ] }
        """, HttpStatusCode.Accepted)]
    public async Task With_its_words_facts_and_links(string card, HttpStatusCode answered)
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());

        var answer = await tenant.Client.PostAsync("webhooks/teams", card);

        Assert.That(answer.Status, Is.EqualTo(answered), answer.Body);
        var head = await tenant.HeadAsync("INC-1");
        var shown = await tenant.ReplyAsync(head, reply => reply.Shown.Contains("/var/lib/db", StringComparison.Ordinal), "the card in the thread");
        Assert.Multiple(() =>
        {
            foreach (var words in (string[])["Disk 97% full on db", "The volume of the journal grows.", "node-1", "Severity: Critical", "Mount: /var/lib/db"]) Assert.That(shown.Shown, Does.Contain(words));
            Assert.That(shown.Card!.ToJsonString(), Does.Contain("https://tool.example/alert/7"));
        });
    }
}
