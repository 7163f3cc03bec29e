using Microsoft.Extensions.Logging;

namespace ChatOps.Slack;

/// <summary>What the log is told.</summary>
internal static partial class SlackLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack refused {Method} to {Place} (message {Key}): {Said}")]
    public static partial void Refused(this ILogger log, string method, string place, string key, string said);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file \"{Title}\" could not be shared beside {Message}: {Failure}. Its beginning stands in the message, all of it on the page.")]
    public static partial void NotShared(this ILogger log, string title, string message, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack cannot be asked for a message whose answer was lost, in {Place}: {Said}. It may be posted twice.")]
    public static partial void CannotAsk(this ILogger log, string place, string said);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack did not take {What} that followed a delivery: {Said}")]
    public static partial void NotAnswered(this ILogger log, string what, string said);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not say who we are ({Said}); asked again in {Pause}")]
    public static partial void NotKnown(this ILogger log, string said, string pause);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack workspace {Team}, as bot {User}")]
    public static partial void Known(this ILogger log, string team, string user);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack's app lacks the scopes {Scopes}: {Reason}")]
    public static partial void ScopesMissing(this ILogger log, string scopes, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The Slack token is of workspace {Team}, Slack:TeamId names {Wanted}")]
    public static partial void OtherTeam(this ILogger log, string team, string wanted);
}
