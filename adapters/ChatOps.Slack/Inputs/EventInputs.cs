using ChatOps.Slack.AlertChannels;
using ChatOps.Slack.Payloads;
using ChatOps.Slack.People;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack.Inputs;

/// <summary>Serves events: what is said to the bot, and what other tools post in alert channels. What the bot itself says is never heard.</summary>
internal sealed class EventInputs(CommandInputs commands, AlertChannelInputs alerts, SlackTeam team, ILogger<EventInputs> log)
{
    /// <summary>An event; kinds that are not known are taken and left alone.</summary>
    public Task<SlackReply> ServeAsync(EventDelivery told, CancellationToken cancellationToken)
    {
        switch (told.Type)
        {
            case "url_verification":
                return Task.FromResult(SlackReply.Taken with { Text = told.Challenge ?? "" });
            case "app_rate_limited":
                log.LogWarning("Slack holds events back: more than 30,000 came within the hour");
                return Task.FromResult(SlackReply.Taken);
            case "event_callback" when MessageEvent.Of(told.Event) is { } message && !IsOwn(message, told):
                return ServeAsync(message, told.Bot ?? team.Self?.UserId, cancellationToken);
            default:
                return Task.FromResult(SlackReply.Taken);
        }
    }

    /// <summary>What the event is the same as when it comes again: a saying that mentions the bot arrives as two events.</summary>
    public string IdentityOf(EventDelivery told, string delivery) =>
        MessageEvent.Of(told.Event) is { Before: null } message && CommandIn(message, told.Bot ?? team.Self?.UserId) is not null ? $"{message.Channel}:{message.Ts}" : told.Id ?? delivery;

    private Task<SlackReply> ServeAsync(MessageEvent message, string? self, CancellationToken cancellationToken)
    {
        if (CommandIn(message, self) is { } command) return commands.ServeAsync(message, command, cancellationToken);
        return alerts.Serves(message) ? alerts.ServeAsync(message, cancellationToken) : Task.FromResult(SlackReply.Taken);
    }

    /// <summary>What a person says to the bot; null when they say nothing to it, or a bot speaks: two bots would never end.</summary>
    private static string? CommandIn(MessageEvent message, string? self)
    {
        if (message.Before is not null || message.Bot is not null || message.User is null) return null;
        var mention = self is null ? null : MarkedText.After(message.Text, self);
        return mention ?? (message.IsDirect ? message.Text : null);
    }

    private bool IsOwn(MessageEvent message, EventDelivery told) =>
        (message.User is { } user && (user == told.Bot || user == team.Self?.UserId))
        || (message.Bot is { } bot && bot == team.Self?.BotId)
        || (message.App is { } app && app == told.App);
}
