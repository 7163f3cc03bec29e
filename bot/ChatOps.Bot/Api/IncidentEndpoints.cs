using System.Globalization;
using System.Text.Json;
using ChatOps.Bot.Answers;
using ChatOps.Bot.Auth;
using ChatOps.Bot.Configuration;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Http;
using ChatOps.Storage.Incidents;
using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Api;

/// <summary>Incidents, their timelines and post-mortems, for reading.</summary>
internal static class IncidentEndpoints
{
    private const string Cursor = "The value of \"next\" of the page before.";

    public static void MapIncidents(this IEndpointRouteBuilder routes)
    {
        var incidents = routes.MapGroup("").Requires(TokenScope.Read)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        incidents.MapGet("/incidents", ListAsync).WithName("ListIncidents").WithSummary("Lists incidents, newest first").Produces<Page<IncidentModel>>()
            .WithParameters(
                ("state", "open, all (default), or one state."),
                ("service", "Only those of this service."),
                ("owner", "Only those that this person has."),
                ("limit", "1 to 500; 50 by default."),
                ("after", Cursor));
        incidents.MapGet("/incidents/{id}", FindAsync).WithName("GetIncident").WithSummary("Shows one incident").Produces<IncidentModel>().ProducesProblem(StatusCodes.Status404NotFound);
        incidents.MapGet("/incidents/{id}/timeline", TimelineAsync).WithName("GetTimeline").WithSummary("Lists what happened, oldest first").Produces<Page<TimelineItem>>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithParameters(("limit", "1 to 500; 50 by default."), ("after", Cursor));
        incidents.MapGet("/incidents/{id}/postmortem", PostMortemAsync).WithName("GetPostMortem").WithSummary("The post-mortem as Markdown; as JSON for those who accept only that")
            .Produces<string>(contentType: "text/markdown").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IncidentReader incidents, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request.Query);
        var limit = query.Limit();
        var (open, state) = query.State();
        var after = query.Incident("after");
        if (query.Problem is { } problem) return problem;
        // One more than asked for tells whether there is a next page.
        var filter = new IncidentFilter { Open = open, State = state, Service = query.Text("service"), Owner = query.Text("owner"), After = after, Limit = limit + 1 };
        var items = await incidents.ListAsync(filter, cancellationToken).ConfigureAwait(false);
        return Results.Ok(Page<IncidentModel>.Of(items, limit, last => last.Id.ToString()));
    }

    private static async Task<IResult> FindAsync(string id, IncidentReader incidents, CancellationToken cancellationToken)
    {
        if (!IncidentId.TryParse(id, CultureInfo.InvariantCulture, out var incident)) return NoId(id);
        return await incidents.FindAsync(incident, cancellationToken).ConfigureAwait(false) is { } model ? Results.Ok(model) : NotFound(incident);
    }

    private static async Task<IResult> TimelineAsync(HttpContext context, string id, IncidentReader incidents, Settings settings, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, CancellationToken cancellationToken)
    {
        if (!IncidentId.TryParse(id, CultureInfo.InvariantCulture, out var incident)) return NoId(id);
        var query = new QueryReader(context.Request.Query);
        var limit = query.Limit();
        var after = query.Number("after");
        if (query.Problem is { } problem) return problem;
        var entries = await incidents.TimelineAsync(incident, after, limit + 1, cancellationToken).ConfigureAwait(false);
        if (entries is null) return NotFound(incident);
        var items = entries.Select(entry => TimelineItem.Of(entry, json.Value.SerializerOptions, settings.DisplayZone)).ToArray();
        return Results.Ok(Page<TimelineItem>.Of(items, limit, last => last.Seq.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> PostMortemAsync(HttpContext context, string id, IncidentReader incidents, CancellationToken cancellationToken)
    {
        if (!IncidentId.TryParse(id, CultureInfo.InvariantCulture, out var incident)) return NoId(id);
        if (await incidents.PostMortemAsync(incident, cancellationToken).ConfigureAwait(false) is not { } model) return NotFound(incident);
        if (model.Newest is not [var newest]) return Problem.Of(StatusCodes.Status404NotFound, PostMortemModel.WhyNone(model.Incident));
        var wantsJson = context.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
        return wantsJson ? Results.Ok(new PostMortemItem(incident, newest.Version, newest.At, newest.Markdown)) : Results.Text(newest.Markdown, "text/markdown");
    }

    private static IResult NotFound(IncidentId id) => Problem.Of(StatusCodes.Status404NotFound, $"There is no incident {id}.");

    private static IResult NoId(string id) => Problem.Of(StatusCodes.Status400BadRequest, $"{KeyReader.Shown(id)} is no incident id; one looks like INC-42.");
}

/// <summary>One line of an incident's record.</summary>
/// <param name="Seq">1 and up within the incident.</param>
/// <param name="At">When it happened.</param>
/// <param name="By">Who or what caused it.</param>
/// <param name="Kind">What sort of entry it is: <c>opened</c>, <c>level-entered</c>, <c>message-sent</c>, ….</param>
/// <param name="Text">What happened, as a sentence; for a message its text as sent, field names included.</param>
/// <param name="Details">The whole entry.</param>
internal sealed record TimelineItem(int Seq, DateTimeOffset At, Actor By, string Kind, string Text, JsonElement Details)
{
    public static TimelineItem Of(StoredEntry stored, JsonSerializerOptions json, TimeZoneInfo zone)
    {
        var details = JsonSerializer.SerializeToElement(stored.Entry, json);
        var kind = details.TryGetProperty("$", out var name) ? name.GetString() ?? "" : "";
        return new(stored.Seq, stored.Entry.At, stored.Entry.By, kind, TimelineText.Plain(stored.Entry, zone), details);
    }
}

/// <summary>A post-mortem.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Version">1 and up; a reopening makes a new one.</param>
/// <param name="WrittenAt">When.</param>
/// <param name="Markdown">Its text, CommonMark.</param>
internal sealed record PostMortemItem(IncidentId Incident, int Version, DateTimeOffset WrittenAt, string Markdown);

/// <summary>A page of a list.</summary>
/// <param name="Items">The page.</param>
/// <param name="Next">What to ask for with <c>after</c> to get the next page; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <param name="items">As many as the page has, and one more if there is a next page.</param>
    /// <param name="limit">The page's size.</param>
    /// <param name="cursor">Where the next page begins.</param>
    public static Page<T> Of(IReadOnlyList<T> items, int limit, Func<T, string> cursor) =>
        items.Count <= limit ? new(items, null) : new([.. items.Take(limit)], cursor(items[limit - 1]));
}
