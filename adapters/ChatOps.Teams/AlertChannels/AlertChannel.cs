using ChatOps.Core.Alerts;

namespace ChatOps.Teams.AlertChannels;

/// <summary>
/// A channel or group chat in which alerts are read as people write them (configuration <c>Teams:AlertChannels</c>). Teams gives a bot what does not mention it only where
/// its owner consented to that.
/// </summary>
/// <param name="Channel">The conversation's id.</param>
/// <param name="Pattern">What a text has to fit; null: only cards are read.</param>
/// <param name="Service">The service of every alert that names none itself; null: it is looked for in the catalog.</param>
public sealed record AlertChannel(string Channel, AlertPattern? Pattern = null, string? Service = null);
