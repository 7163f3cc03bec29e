using ChatOps.Core.Alerts;

namespace ChatOps.Core.Delivery;

/// <summary>Where incidents are told (configuration <c>Routes</c>): the first whose <paramref name="Match"/> fits counts; the one without matchers is the default.</summary>
/// <param name="Match">The alerts that it is for; without matchers, every alert.</param>
/// <param name="Places">Channel, conversation or repository, by platform.</param>
public sealed record ChatRoute(Matchers Match, IReadOnlyDictionary<string, string> Places);
