using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>What follows an acknowledgement is on disk before that leaves: an outage holds it back, and a bot that was killed says it when it is there again.</summary>
internal sealed class AnAnswerIsNotLost
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Test]
    public async Task An_outage_and_a_kill_between_a_question_and_its_answer()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        var chat = tenant.Teams.Chat(tenant.Kim);
        await tenant.Teams.InstallAsync(tenant.Kim, chat);
        await tenant.SeenAsync(tenant.Kim, chat, IsWelcome, "a welcome");
        tenant.Teams.Faults.Add(new TeamsFault { Status = 503, Code = "ServiceUnavailable", Times = 0 });

        var asked = await tenant.Teams.SayAsync(tenant.Kim, chat, "oncall");
        await tenant.Bot.KillAsync();
        await tenant.Bot.StartAgainAsync();
        await Wait.Until(() => Task.FromResult(tenant.Teams.Calls.Count(call => call.Status == 503) > 1), Bound, "it to be tried in the outage", tenant.Everything);
        tenant.Teams.Faults.Clear();

        await tenant.SeenAsync(tenant.Kim, chat, IsAnswer, "the answer");
        Assert.Multiple(() =>
        {
            Assert.That(asked.IsTaken, Is.True, "it was acknowledged");
            Assert.That(tenant.Teams.Messages(chat).Count(IsAnswer), Is.EqualTo(1), "said once");
            Assert.That(tenant.Teams.Messages(chat).Count(IsWelcome), Is.EqualTo(1), "and what was said before is not said again");
        });
    }

    private static bool IsWelcome(TeamsMessage message) => message.Shown.Contains("I am ChatOps", StringComparison.Ordinal);

    private static bool IsAnswer(TeamsMessage message) => message.From is null && message.Shown.Contains("cloud-architect", StringComparison.Ordinal);
}
