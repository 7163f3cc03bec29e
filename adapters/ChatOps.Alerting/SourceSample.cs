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
/// <param name="Leaves">What stands in it, by path as a map names it; none where it is neither JSON nor a form.</param>
/// <param name="Proposal">Keys of a map with the paths that may be theirs, where a map reads it and nothing came of it.</param>
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
        var sample = await TryReadAsync(source, headers, body, now, cancellationToken).ConfigureAwait(false);
        var given = await GivenOfAsync(source, headers, body, cancellationToken).ConfigureAwait(false);
        if (given is null) return sample;
        return sample with { Leaves = [.. given.Leaves(MostLeaves)], Proposal = sample.Alerts.Count == 0 && IsMapped(source.Kind) ? MapProposal.Of(given) : [] };
    }

    private static bool IsMapped(SourceKind kind) => kind is SourceKind.Mapping or SourceKind.CloudEvents or SourceKind.Sns || ShippedMaps.Of(kind).Count > 0;

    private static async Task<SourceSample> TryReadAsync(AlertSource source, IHeaderDictionary headers, ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
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
                    var each = EventReader.Read(headers, body.Span).Select(one => MappedBody.Read(one, name => headers[name], source, maps, now)).ToArray();
                    return Of([.. each.SelectMany(one => one.Alerts)], [.. each.SelectMany(one => one.Ignored)]);
                case SourceKind.Sns when SnsMessage.Read(body.Span) is var message:
                    return message.Type == "Notification" ? Of(MappedBody.Read(message.Given, _ => null, source, maps, now)) : Of([], [$"{message.Type} is a word about the subscription"]);
                default:
                    var given = await GivenForm.ReadAsync(headers.ContentType, body, cancellationToken).ConfigureAwait(false);
                    return Of(MappedBody.Read(given, name => headers[name], source, maps, now));
            }
        }
        catch (BadJsonException exception)
        {
            return new([], [], exception.Sentence, [], []);
        }
    }

    // The message as a map sees it, whatever reads it here: that shows what a tool really sends.
    private static async Task<Given?> GivenOfAsync(AlertSource source, IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            return source.Kind == SourceKind.CloudEvents
                ? EventReader.Read(headers, body.Span) is [var first, ..] ? first : null
                : await GivenForm.ReadAsync(headers.ContentType, body, cancellationToken).ConfigureAwait(false);
        }
        catch (BadJsonException)
        {
            return null;
        }
    }

    private static SourceSample Of(IReadOnlyList<Alert> alerts, IReadOnlyList<string>? remarks = null) => new(alerts, remarks ?? [], null, [], []);

    private static SourceSample Of(MappedBody mapped) => Of(mapped.Alerts, mapped.Ignored);
}
