using System.Net;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting;

/// <summary>
/// The last messages of each source, for the page on which somebody sets a tool up: what came, and what was answered. They live in memory alone, a few
/// of each, and a body of a stranger is not kept at all. Safe from several threads.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class SourceArrivals(TimeProvider time)
{
    /// <summary>The longest body that is kept; of a longer one its length alone.</summary>
    public const int MostBytes = 64 * 1024;

    private const int Kept = 4;
    private const int KeptChanges = 20;

    // What proves a sender, and says nothing of the message.
    private static readonly string[] Secret = ["Authorization", "Cookie", "X-Gitlab-Token"];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedList<SourceArrival>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<SourceKind, LinkedList<SourceArrival>> _refused = [];
    private readonly Dictionary<string, LinkedList<SourceChange>> _changes = new(StringComparer.Ordinal);
    private long _count;

    /// <summary>Raised after each arrival, on the thread of its request: a listener only takes note.</summary>
    public event Action? Came;

    /// <summary>The last messages of a source, newest first.</summary>
    /// <param name="source">Its name.</param>
    public IReadOnlyList<SourceArrival> Of(string source)
    {
        lock (_lock) return _known.TryGetValue(source, out var all) ? [.. all] : [];
    }

    /// <summary>What nobody known sent to the paths of a kind lately, newest first.</summary>
    /// <param name="kind">The kind; <see cref="SourceKind.Any"/> is all of them.</param>
    public IReadOnlyList<SourceArrival> Refused(SourceKind kind)
    {
        lock (_lock) return [.. _refused.Where(all => kind == SourceKind.Any || all.Key == kind).SelectMany(all => all.Value).OrderByDescending(arrival => arrival.Number).Take(Kept)];
    }

    /// <summary>The last changes that a source told of (PagerDuty's change events), newest first.</summary>
    /// <param name="source">Its name.</param>
    public IReadOnlyList<SourceChange> ChangesOf(string source)
    {
        lock (_lock) return _changes.TryGetValue(source, out var all) ? [.. all] : [];
    }

    /// <summary>Keeps a message that has been answered.</summary>
    /// <param name="context">Its request.</param>
    /// <param name="source">Its source; null when none is known.</param>
    /// <param name="kind">The kind of the path.</param>
    /// <param name="path">The path, without anything secret.</param>
    /// <param name="body">The message.</param>
    /// <param name="trouble">Why it was not taken, or null.</param>
    internal void Keep(HttpContext context, AlertSource? source, SourceKind kind, string path, ReadOnlyMemory<byte> body, string? trouble)
    {
        var request = context.Request;
        var whole = source is not null && body.Length <= MostBytes;
        var headers = whole ? new HeaderDictionary(request.Headers.Where(header => !IsSecret(header.Key, source!)).ToDictionary(StringComparer.OrdinalIgnoreCase)) : [];
        // The body's memory goes back when the request ends.
        var arrival = new SourceArrival(Interlocked.Increment(ref _count), time.GetUtcNow(), source?.Name, kind, request.Method, path, context.Connection.RemoteIpAddress, context.Response.StatusCode, trouble, body.Length, whole ? new ReadOnlyMemory<byte>(body.ToArray()) : default(ReadOnlyMemory<byte>?), headers);
        lock (_lock)
        {
            if (source is not null) Put(_known, source.Name, arrival, Kept);
            else Put(_refused, kind, arrival, Kept);
        }

        Came?.Invoke();
    }

    /// <summary>Keeps a change.</summary>
    internal void Keep(string source, SourceChange change)
    {
        lock (_lock) Put(_changes, source, change, KeptChanges);
    }

    private static bool IsSecret(string header, AlertSource source) =>
        Secret.Contains(header, StringComparer.OrdinalIgnoreCase) || header.Equals(source.TokenHeader, StringComparison.OrdinalIgnoreCase);

    private static void Put<TKey, T>(Dictionary<TKey, LinkedList<T>> all, TKey key, T item, int most)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var list)) all[key] = list = [];
        list.AddFirst(item);
        if (list.Count > most) list.RemoveLast();
    }
}

/// <summary>A message that came. Every text in it is data of its sender, with whatever secrets it holds: it is masked before it is shown.</summary>
/// <param name="Number">Counts up.</param>
/// <param name="At">When it was answered.</param>
/// <param name="Source">Its source; null when none is known.</param>
/// <param name="Kind">The kind of the path that it was sent to.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, without what stands behind it.</param>
/// <param name="From">The address that it came from, or null.</param>
/// <param name="Status">What was answered.</param>
/// <param name="Trouble">Why it was not taken, for people; null when it was.</param>
/// <param name="Length">The length of its body in bytes.</param>
/// <param name="Body">The body; null where it is not kept.</param>
/// <param name="Headers">Its headers; none where its body is not kept.</param>
public sealed record SourceArrival(long Number, DateTimeOffset At, string? Source, SourceKind Kind, string Method, string Path, IPAddress? From, int Status, string? Trouble, int Length, ReadOnlyMemory<byte>? Body, IHeaderDictionary Headers)
{
    /// <summary>True for one of PagerDuty's change events, which is no alert.</summary>
    public bool IsChange => Path == AlertingSetup.ChangePath;
}

/// <summary>Something that was changed on purpose, as a tool told it: a deployment, a new configuration.</summary>
/// <param name="At">When it was, as the tool says; else when it was told.</param>
/// <param name="Summary">A line for people.</param>
/// <param name="Place">Where it was, or the empty text.</param>
/// <param name="Link">A page about it, or null.</param>
public sealed record SourceChange(DateTimeOffset At, string Summary, string Place, string? Link);
