using Microsoft.Extensions.Logging;

namespace ChatOps.Teams;

/// <summary>What the log is told.</summary>
internal static partial class TeamsLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Teams refused a message to {Place} (message {Key}): {Said}")]
    public static partial void Refused(this ILogger log, string place, string key, string said);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Teams cannot be asked whether message {Key} to {Place} arrived, whose answer was lost. It is sent again and may stand there twice.")]
    public static partial void MayStandTwice(this ILogger log, string key, string place);

    [LoggerMessage(Level = LogLevel.Warning, Message = "/api/messages from {Address} was refused: {Reason}")]
    public static partial void NotTrusted(this ILogger log, string? address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys with which Teams signs could not be read from {Address}: {Reason}. Those known last count on.")]
    public static partial void KeysNotRead(this ILogger log, Uri address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Teams:AllowAnonymous is on: anybody on this machine can speak as anybody on Teams. It is for the emulator alone.")]
    public static partial void Anonymous(this ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message = "The bot was installed in {Conversation} ({Kind})")]
    public static partial void Installed(this ILogger log, string conversation, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot was removed from {Conversation} ({Kind}): messages there go the fallback route until it is installed again")]
    public static partial void Removed(this ILogger log, string conversation, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer on Teams was not shown in {Conversation}: {Said}")]
    public static partial void NotAnswered(this ILogger log, string conversation, string said);
}
