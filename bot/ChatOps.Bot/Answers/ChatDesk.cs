using ChatOps.Bot.Intake;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Storage;
using ChatOps.Storage.Incidents;
using ChatOps.Storage.People;

namespace ChatOps.Bot.Answers;

/// <summary>What the adapters of platforms ask: people from the configuration and from links, threads from the outbox, menus from what is open.</summary>
internal sealed class ChatDesk(Database database, World world, IntakeService intake, TimeProvider time) : IChatDesk
{
    /// <summary>How many open incidents are looked through for a menu: what is more urgent stands before them.</summary>
    private const int Looked = 500;

    private const int LongestText = 150;

    private static readonly Answer Taken = new(AnswerOutcome.Done, "");

    /// <inheritdoc/>
    public async Task<Actor> WhoAsync(string platform, string identity, CancellationToken cancellationToken)
    {
        var person = world.Roster.FindBy(platform, identity);
        if (person is null && await database.ReadAsync(read => read.Links.PersonOf(platform, identity), cancellationToken).ConfigureAwait(false) is { } linked)
        {
            person = world.Roster.Find(linked);
        }

        return Actor.Person(person?.Name ?? identity, person?.Roles ?? [], platform);
    }

    /// <inheritdoc/>
    public Task<IncidentId?> ThreadAsync(string platform, string reference, CancellationToken cancellationToken) =>
        database.ReadAsync(read => read.Outbox.IncidentOf(platform, reference), cancellationToken);

    /// <inheritdoc/>
    public Task<ChatMessage?> HeadAsync(IncidentId incident, CancellationToken cancellationToken) => database.ReadAsync(
        read => read.Incidents.Find(incident) is { } found ? HeadMessage.Write(found, time.GetUtcNow(), world.Messages) : null, cancellationToken);

    /// <inheritdoc/>
    public Task<ChatMessage?> HeadAsync(IncidentId incident, Actor viewer, CancellationToken cancellationToken) => database.ReadAsync(
        read => read.Incidents.Find(incident) is { } found ? ButtonsOfReader.Keep(HeadMessage.Write(found, time.GetUtcNow(), world.Messages), found, viewer) : null, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MenuItem>> IncidentsAsync(string typed, int most, CancellationToken cancellationToken) => database.ReadAsync(
        read => (IReadOnlyList<MenuItem>)
        [
            .. read.Urgent.List(new UrgentFilter { Limit = typed.Length == 0 ? most : Looked })
                .Select(ItemOf)
                .Where(item => Holds(item.Text, typed))
                .Take(most),
        ],
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MenuItem>> PostMortemsAsync(string typed, int most, CancellationToken cancellationToken) => database.ReadAsync(
        read => (IReadOnlyList<MenuItem>)
        [
            .. read.Incidents.List(new IncidentFilter { Open = false, Limit = Looked })
                .Where(incident => incident.Ending?.Phase == EndingPhase.Closed && incident.MergedInto is null)
                .Select(ItemOf)
                .Where(item => Holds(item.Text, typed))
                .Take(most),
        ],
        cancellationToken);

    /// <inheritdoc/>
    public async Task<Actor?> LinkByEmailAsync(string platform, string identity, string email, CancellationToken cancellationToken)
    {
        if (world.Roster.FindByEmail(email) is not { } person) return null;
        await intake.RunAsync(
            "link by e-mail",
            session =>
            {
                session.Transaction.Links.Put(new PersonLink(platform, identity, person.Name, session.Now));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return Actor.Person(person.Name, person.Roles, platform);
    }

    /// <inheritdoc/>
    public Task<bool> HasSeenAsync(string delivery, CancellationToken cancellationToken) => database.ReadAsync(read => read.Received.Has(delivery), cancellationToken);

    /// <inheritdoc/>
    public Task SeenAsync(string delivery, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            transaction =>
            {
                if (transaction.Received.Find(delivery) is null) transaction.Received.Add(delivery, Taken, now);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string?> IdentityAsync(string platform, string name, CancellationToken cancellationToken) =>
        database.ReadAsync(read => read.Links.PersonOf(NamesOf(platform), name), cancellationToken);

    /// <inheritdoc/>
    public Task KeepIdentityAsync(string platform, string name, string identity, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(transaction => transaction.Links.Put(new PersonLink(NamesOf(platform), name, identity, now)), cancellationToken);
    }

    /// <inheritdoc/>
    public IReadOnlyList<MenuItem> Services(string typed, int most) =>
        [.. world.Catalog.Names.Where(name => Holds(name, typed)).Take(most).Select(name => new MenuItem(name, OutsideText.Line(name, LongestText)))];

    /// <summary>Names of a platform are kept beside its links, as a platform of their own whose persons are identities.</summary>
    private static string NamesOf(string platform) => platform + "-names";

    private static MenuItem ItemOf(Incident incident) => new(incident.Id.ToString(), OutsideText.Line($"{incident.Id} {IncidentWords.What(incident)}", LongestText));

    private static bool Holds(string text, string typed) => text.Contains(typed, StringComparison.OrdinalIgnoreCase);
}
