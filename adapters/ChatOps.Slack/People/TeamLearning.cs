using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack.People;

/// <summary>Asks Slack at start who we are, until it says. The bot works meanwhile.</summary>
internal sealed class TeamLearning(SlackTeam team, SlackOptions options, TimeProvider time, ILogger<TeamLearning> log) : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            var answer = await team.AskAsync(stoppingToken).ConfigureAwait(false);
            if (answer is SlackAnswer.Good) break;
            log.LogWarning("Slack does not say who we are there (auth.test): {Answer}; asked again in {Seconds} s", Words(answer), (int)wait.TotalSeconds);
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(false);
        }

        if (options.TeamId is { } configured && team.Self?.Team is { } told && configured != told)
        {
            log.LogWarning("Slack:TeamId is {Configured}, and the bot's token is of {Told}: deliveries of {Configured} alone are taken", configured, told, configured);
        }
    }

    private static string Words(SlackAnswer answer) => answer switch
    {
        SlackAnswer.Failed(var error, _) => error,
        SlackAnswer.Slower => "too many calls",
        SlackAnswer.Away(var detail) => detail,
        SlackAnswer.Lost(var detail) => detail,
        _ => "nothing",
    };
}
