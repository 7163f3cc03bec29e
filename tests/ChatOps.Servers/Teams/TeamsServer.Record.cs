using ChatOps.Servers.Teams.State;

namespace ChatOps.Servers.Teams;

/// <content>Who and what there is, and what a test can ask.</content>
public sealed partial class TeamsServer
{
    /// <summary>How often the bot asked for a token.</summary>
    public int TokenRequests => tokens.Requests;

    /// <summary>How often the signing keys were read.</summary>
    public int KeyReads => keys.Reads;

    /// <summary>The calls that the bot made of the connector, in order.</summary>
    public IReadOnlyList<TeamsCall> Calls => Locked(() => tenancy.Calls.ToList());

    public IReadOnlyList<TeamsUser> Users => Locked(() => tenancy.Users.Values.ToList());

    public IReadOnlyList<TeamsPlace> Places => Locked(() => tenancy.Places.Values.Select(place => place.Place).ToList());

    /// <summary>Somebody new.</summary>
    public TeamsUser AddUser(string name) => Locked(() =>
    {
        var number = tenancy.Number();
        var user = new TeamsUser($"29:1{name.Replace(' ', '_')}-{number}", $"00000000-0000-4000-8000-{number:000000000000}", name);
        foreach (var place in tenancy.Places.Values.Where(place => place.Place.Kind != TeamsPlaceKind.Personal)) place.Members.Add(user.Id);
        return tenancy.Users[user.Id] = user;
    });

    /// <summary>A channel of the team, with everybody in it; the first one is General, whose id is the team's.</summary>
    public TeamsPlace AddChannel(string name) => Locked(() =>
    {
        var team = tenancy.Places.Values.FirstOrDefault(place => place.Place.TeamId is not null)?.Place.TeamId;
        var id = $"19:{name}{tenancy.Number()}@thread.tacv2";
        return Add(new TeamsPlace(id, name, TeamsPlaceKind.Channel, team ?? id));
    });

    /// <summary>A chat of everybody.</summary>
    public TeamsPlace AddGroupChat(string name) => Locked(() => Add(new TeamsPlace($"19:{name}{tenancy.Number()}@thread.v2", name, TeamsPlaceKind.GroupChat)));

    /// <summary>The personal chat of somebody with the bot.</summary>
    public TeamsPlace Chat(TeamsUser user) => Locked(() => tenancy.Chat(user).Place);

    /// <summary>What is there to see for somebody; null: for everybody, and what is for one person alone too.</summary>
    public IReadOnlyList<TeamsMessage> Messages(TeamsPlace place, TeamsUser? viewer = null) => Locked(() => tenancy.Places[place.Id].Messages
        .Where(message => !message.IsDeleted && (viewer is null || message.OnlyFor is null || message.OnlyFor == viewer)).Select(message => message.Seen(place)).ToList());

    /// <summary>What stands below a message.</summary>
    public IReadOnlyList<TeamsMessage> Replies(TeamsMessage root) => [.. Messages(root.Place).Where(message => message.Root == root.Id)];

    /// <summary>A message as it stands now.</summary>
    public TeamsMessage Now(TeamsMessage message) => Messages(message.Place).Single(other => other.Id == message.Id);

    /// <summary>A message is gone.</summary>
    public void Delete(TeamsMessage message) => Locked(() => tenancy.Places[message.Place.Id].Messages.Single(stored => stored.Id == message.Id).IsDeleted = true);

    /// <summary>Nothing of the bot is taken there, for this reason; null: it is again.</summary>
    public void Block(TeamsPlace place, string? code) => Locked(() => tenancy.Places[place.Id].Blocked = code);

    /// <summary>Signs with a new key, announced at once.</summary>
    public void RotateKeys() => keys.Rotate();

    /// <summary>The keys cannot be read.</summary>
    public void HideKeys(bool hidden) => keys.IsAway = hidden;

    /// <summary>Tokens that the bot was given count no more.</summary>
    public void RevokeTokens() => tokens.Revoke();

    /// <summary>The token endpoint answers this; null: as it should.</summary>
    public void BreakTokenEndpoint(int? status) => tokens.Fault = status;

    /// <summary>The next activities carry tokens with these flaws, one each.</summary>
    public void AddFlaws(params IEnumerable<TeamsTokenFlaw> flaws)
    {
        lock (courier.Flaws)
        {
            foreach (var flaw in flaws) courier.Flaws.Enqueue(flaw);
        }
    }

    private TeamsPlace Add(TeamsPlace place)
    {
        var stored = new StoredPlace(place);
        stored.Members.UnionWith(tenancy.Users.Keys);
        tenancy.Places[place.Id] = stored;
        return place;
    }
}
