using ChatOps.Alerting.AlertmanagerApi;
using ChatOps.Alerting.AlertmanagerWebhook;
using ChatOps.Alerting.CloudEvents;
using ChatOps.Alerting.Generic;
using ChatOps.Alerting.Grafana;
using ChatOps.Alerting.Mapping;
using ChatOps.Alerting.Mapping.Shipped;
using ChatOps.Alerting.PagerDuty;
using ChatOps.Alerting.Sns;
using ChatOps.Core.Alerts;
using ChatOps.Http;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting;

/// <summary>What a source would make of a message, without taking it: no secret is asked for, and nothing is stored.</summary>
/// <param name="Alerts">The alerts that it would be.</param>
/// <param name="Remarks">What is left out or ignored of it, in a sentence each.</param>
/// <param name="Problem">Why it is none, in a sentence; null when it can be read.</param>
/// <param name="Leaves">What stands in it, by path, where a map reads it.</param>
/// <param name="Proposal">Keys of a map with the paths that may be theirs, where a map reads it.</param>
public sealed record SourceSample(
    IReadOnlyList<Alert> Alerts,
    IReadOnlyList<string> Remarks,
    string? Problem,
    IReadOnlyList<KeyValuePair<string, string>> Leaves,
    IReadOnlyList<KeyValuePair<string, string>> Proposal)
{
    private const int MostLeaves = 60;

    /// <summary>Reads a message as the source would.</summary>
    /// <param name="source">The source. One of kind <see cref="SourceKind.Any"/> is taken for one of plain JSON.</param>
    /// <param name="headers">The headers that it comes with, <c>Content-Type</c> among them.</param>
    /// <param name="body">The message.</param>
    /// <param name="now">The time of receipt.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<SourceSample> ReadAsync(AlertSource source, IHeaderDictionary headers, ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(headers);
        Given? given = null;
        try
        {
            if (source.Kind is SourceKind.CloudEvents) given = Given.Of(new Dictionary<string, Given>());
            var maps = source.Maps.Count > 0 ? source.Maps : ShippedMaps.Of(source.Kind);
            switch (source.Kind)
            {
                case SourceKind.Prometheus:
                    var posted = AlertsBody.Read(body.Span, source.Name, now);
                    return Of(posted.Good, posted.Problems);
                case SourceKind.Alertmanager:
                    return Of(WebhookBody.Read(body.Span, source.Name, now).Alerts);
                case SourceKind.Any or SourceKind.Alert:
                    return Of(AlertBody.Read(body.Span, source.Name, now));
                case SourceKind.Grafana:
                    return Of(GrafanaBody.Read(body.Span, source.Name, now).Alerts);
                case SourceKind.PagerDuty:
                    var read = PagerDutyEvent.Read(body.Span);
                    if (read.Problems() is { Count: > 0 } problems) throw new InvalidEventException(problems);
                    return read.Action == "acknowledge" ? Of([], ["an acknowledgement is noted at its incident and changes nothing else"]) : Of([read.ToAlert(source, now)]);
                case SourceKind.CloudEvents:
                    var events = EventReader.Read(headers, body.Span);
                    given = events.Count > 0 ? events[0] : given;
                    var each = events.Select(one => MappedBody.Read(one, name => headers[name], source, maps, now)).ToArray();
                    return Of([.. each.SelectMany(one => one.Alerts)], [.. each.SelectMany(one => one.Ignored)]);
                case SourceKind.Sns:
                    given = SnsMessage.Read(body.Span).Given;
                    return Of(MappedBody.Read(given, _ => null, source, maps, now));
                default:
                    given = await GivenForm.ReadAsync(headers.ContentType, body, cancellationToken).ConfigureAwait(false);
                    return Of(MappedBody.Read(given, name => headers[name], source, maps, now));
            }
        }
        catch (BadJsonException exception)
        {
            return given is null ? new([], [], exception.Sentence, [], []) : new([], [], exception.Sentence, [.. given.Leaves(MostLeaves)], MapProposal.Of(given));
        }
    }

    private static SourceSample Of(IReadOnlyList<Alert> alerts, IReadOnlyList<string>? remarks = null) => new(alerts, remarks ?? [], null, [], []);

    private static SourceSample Of(MappedBody mapped) => Of(mapped.Alerts, mapped.Ignored);
}
