using ChatOps.Core.Alerts;

namespace ChatOps.Core.Incidents;

/// <summary>What makes two problems the same one: at most one open incident has a key (rule 2.1), and storage holds that as a unique index.</summary>
/// <param name="Environment">The value of the configured environment label (<c>environment</c>, <c>cluster</c>, …), or the empty text.</param>
/// <param name="Service">The service's name.</param>
/// <param name="Challenge">The kind of problem.</param>
/// <param name="Discriminator">The values of further labels that the configuration puts into the key, or the empty text.</param>
public sealed record IncidentKey(string Environment, string Service, Challenge Challenge, string Discriminator = "");
