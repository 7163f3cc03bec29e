using System.Globalization;
using ChatOps.Bot.Auth;
using ChatOps.Bot.Configuration;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.Http;

namespace ChatOps.Bot.Api;

/// <summary><c>POST /api/commands</c>: what chat takes and what chat answers, for scripts and agents.</summary>
internal static class CommandEndpoint
{
    private const int MostBytes = 64 * 1024;
    private const int MostKey = 255;

    public static void MapCommands(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/commands", HandleAsync)
            .Requires(TokenScope.Commands)
            .WithName("PostCommand")
            .WithSummary("Gives a command")
            .WithDescription("The status follows the outcome: 200 done or nothing to do, 409 confirm, 403 not allowed, 400 not understood, 404 no such incident, service, person or runbook.")
            .WithHeader("Idempotency-Key", "255 characters at most: a repeat gets the stored answer and has no second effect.")
            .Accepts<CommandBody>("application/json", "*/*")
            .Produces<CommandAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> HandleAsync(HttpContext context, IIntake intake, Settings settings, CancellationToken cancellationToken)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MostKey) return Problem.Of(StatusCodes.Status400BadRequest, $"The header Idempotency-Key has {key.Length} characters; allowed: {MostKey} at most.");
        using var body = await RequestBody.ReadAsync(context.Request, MostBytes, cancellationToken).ConfigureAwait(false);
        if (body is null) return Problem.Of(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {MostBytes} bytes.");
        CommandBody command;
        try
        {
            command = CommandBody.Read(body.Bytes.Span);
        }
        catch (BadJsonException e)
        {
            return Problem.Of(e);
        }

        var caller = Caller.Of(context);
        if (command.As is not null && !caller.May(TokenScope.As))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, $"The token {caller.Name} may not speak as others; its Scopes need the word as. Leave \"as\" out to speak as {caller.Person ?? "nobody"}.");
        }

        if (ActorOf(command.As ?? caller.Person, settings.Roster) is not { } actor) return UnknownPerson(command.As ?? caller.Person!, settings.Roster);
        IncidentId? thread = null;
        if (command.Incident is { } typed)
        {
            if (!IncidentId.TryParse(typed, CultureInfo.InvariantCulture, out var id)) return Problem.Of(StatusCodes.Status400BadRequest, $"\"incident\" holds {KeyReader.Shown(typed)}; allowed: an id such as INC-42.");
            thread = id;
        }

        var request = new CommandRequest(command.Text, actor, key.Length == 0 ? null : $"api:{caller.Name}:{key}", thread);
        return ResultOf(await intake.AcceptAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Without a name it is somebody on this machine, who is nobody in particular and holds no role.</summary>
    private static Actor? ActorOf(string? name, Roster roster) =>
        name is null ? Actor.Person("somebody", [], "api") : roster.Find(name) is { } person ? Actor.Person(person.Name, person.Roles, "api") : null;

    private static IResult UnknownPerson(string name, Roster roster)
    {
        var people = roster.People.Select(person => person.Name).ToArray();
        var nearest = NearestName.Of(name, people);
        var allowed = nearest is not null ? $"did you mean {nearest}?" : people.Length == 0 ? "People of the configuration is empty." : $"known are {string.Join(", ", people.Take(20))}.";
        return Problem.Of(StatusCodes.Status400BadRequest, $"\"as\" holds {KeyReader.Shown(name)}, and People knows nobody of that name; {allowed}");
    }

    private static IResult ResultOf(Answer answer)
    {
        var body = new CommandAnswer(answer.Outcome, answer.Text, answer.Incident);
        var status = answer.Outcome switch
        {
            AnswerOutcome.Confirm => StatusCodes.Status409Conflict,
            AnswerOutcome.NotAllowed => StatusCodes.Status403Forbidden,
            AnswerOutcome.Invalid => StatusCodes.Status400BadRequest,
            AnswerOutcome.NotFound => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status200OK,
        };
        return status == StatusCodes.Status200OK
            ? Results.Ok(body)
            : Results.Problem(answer.Text, statusCode: status, extensions: new Dictionary<string, object?> { ["outcome"] = body.Outcome, ["text"] = body.Text, ["incident"] = body.Incident });
    }
}

/// <summary>What chat would show.</summary>
/// <param name="Outcome">What became of the command.</param>
/// <param name="Text">One or two plain sentences.</param>
/// <param name="Incident">The incident it is about, or null.</param>
internal sealed record CommandAnswer(AnswerOutcome Outcome, string Text, IncidentId? Incident);
