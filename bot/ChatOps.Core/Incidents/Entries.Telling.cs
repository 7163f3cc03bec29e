using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>Somebody wrote something down.</summary>
/// <param name="Text">What; data of a stranger, bounded.</param>
public sealed record Noted(DateTimeOffset At, Actor By, string Text) : TimelineEntry(At, By);

/// <summary>A responder said what to do.</summary>
/// <param name="Level">The level the incident stood at.</param>
/// <param name="Text">What; data of a stranger, bounded.</param>
public sealed record Guided(DateTimeOffset At, Actor By, int Level, string Text) : TimelineEntry(At, By);

/// <summary>A role was asked for its view, without a level being entered.</summary>
/// <param name="Role">The role.</param>
/// <param name="Question">What it was asked; data of a stranger, bounded.</param>
public sealed record Consulted(DateTimeOffset At, Actor By, string Role, string Question) : TimelineEntry(At, By);

/// <summary>Somebody tried what their roles do not allow; nothing changed.</summary>
/// <param name="Act">The command's name.</param>
/// <param name="Answer">What they were told.</param>
public sealed record ActRefused(DateTimeOffset At, Actor By, string Act, string Answer) : TimelineEntry(At, By);

/// <summary>A message was delivered. Told by delivery.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Place">The channel, repository or address there.</param>
/// <param name="Text">The message as sent, field names included.</param>
/// <param name="Reference">Where it landed, in the platform's own words.</param>
/// <param name="Mention">The number of the mention that it carried, or null.</param>
public sealed record MessageSent(DateTimeOffset At, Actor By, string Platform, string Place, string Text, string Reference, int? Mention = null)
    : TimelineEntry(At, By);

/// <summary>A message will not be delivered there. Told by delivery.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Place">The channel, repository or address there.</param>
/// <param name="Reason">Why, from delivery's closed set of reasons.</param>
/// <param name="Detail">The platform's own words.</param>
/// <param name="Mention">The number of the mention that it carried, or null.</param>
public sealed record MessageRefused(DateTimeOffset At, Actor By, string Platform, string Place, string Reason, string Detail, int? Mention = null)
    : TimelineEntry(At, By);
