using ChatOps.Core.Recovery;
using ChatOps.Http;
using ChatOps.Operations.Webhook;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Operations;

/// <summary>The action <c>webhook</c> against a server that checks its signature.</summary>
internal sealed class SignedRequests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static ActionArguments Purge => ActionArguments.Of(("hook", "purge")).With("body", new ArgumentValue.Map([new("path", "/a b"), new("why", "INC-1")]));

    private static WebhookAction Action(Uri url, Risk risk = Risk.Reversible) =>
        new(new Dictionary<string, WebhookTarget> { ["purge"] = new(url, "shared", risk) }, new FakeTimeProvider(Now));

    [Test]
    public async Task The_other_side_can_check_body_and_time()
    {
        (bool Fits, bool WithAnother, string Body) heard = default;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            using var copy = new MemoryStream();
            await context.Request.Body.CopyToAsync(copy);
            var (body, at, signature) = (copy.ToArray(), context.Request.Headers[WebhookAction.TimestampHeader].ToString(), context.Request.Headers[WebhookAction.SignatureHeader].ToString());
            heard = (new Signature("shared").Fits(body, signature, at, Now), new Signature("other").Fits(body, signature, at, Now), System.Text.Encoding.UTF8.GetString(body));
            context.Response.StatusCode = 202;
        });
        using var webhook = Action(server.Address);

        var result = await webhook.RunAsync(Purge, default);

        Assert.That(heard, Is.EqualTo((true, false, """{"path":"/a b","why":"INC-1"}""")));
        Assert.That((result.Passed, result.Values!["status"]), Is.EqualTo((true, "202")), result.Sentence);
    }

    [Test]
    public async Task A_refusal_is_told_by_its_number()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        });
        using var webhook = Action(server.Address);

        var result = await webhook.RunAsync(Purge, default);

        Assert.That((result.Passed, result.Sentence), Is.EqualTo((false, "purge answered 403 to the signed request in 0 s; 200 to 299 is expected")));
    }

    [Test]
    public void Its_risk_is_what_the_configuration_says_and_an_unknown_name_is_refused()
    {
        using var webhook = Action(new Uri("http://127.0.0.1:1/"), Risk.Destructive);

        Assert.That(webhook.RiskOf(Purge), Is.EqualTo(Risk.Destructive));
        Assert.That(ArgumentCheck.Mistakes(webhook, ActionArguments.Of(("hook", "purgee"))).Single().Sentence, Is.EqualTo("hook holds \"purgee\"; allowed: purge"));
    }
}
