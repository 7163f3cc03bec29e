using System.Net;
using System.Text;
using ChatOps.Tests.Api;

namespace ChatOps.Tests.Teams;

/// <summary>Without a token nobody is heard; with <c>Teams:AllowAnonymous</c> what posts JSON from this machine and is served on it.</summary>
internal sealed class TheEmulatorsDoor
{
    private const string Json = "application/json";

    [TestCase(true, "http://127.0.0.1:9/_connector", Json, HttpStatusCode.OK)]
    [TestCase(true, "http://127.0.0.1:9/_connector", "text/plain", HttpStatusCode.Unauthorized)]
    [TestCase(true, "https://smba.trafficmanager.net/emea/", Json, HttpStatusCode.Unauthorized)]
    [TestCase(false, "http://127.0.0.1:9/_connector", Json, HttpStatusCode.Unauthorized)]
    public async Task Who_may_come_in_without_a_token(bool allowed, string service, string type, HttpStatusCode expected)
    {
        await using var bot = await RunningBot.StartAsync($$"""{ "Teams": { "Enabled": true, "AllowAnonymous": {{(allowed ? "true" : "false")}}, "AppId": "{{TeamsSample.AppId}}", "TenantId": "{{TeamsSample.Tenant}}", "AppPassword": "s" } }""");
        using var content = new StringContent($$"""{ "type": "typing", "serviceUrl": "{{service}}", "channelId": "msteams", "conversation": { "id": "a:1" }, "from": { "id": "user-id-0" } }""", Encoding.UTF8, type);

        using var answer = await bot.Http.PostAsync("/api/messages", content);

        Assert.That(answer.StatusCode, Is.EqualTo(expected));
        Assert.That((await bot.Http.GetStringAsync("/healthz/ready")).Contains("Teams:AllowAnonymous is on", StringComparison.Ordinal), Is.EqualTo(allowed));
    }
}
