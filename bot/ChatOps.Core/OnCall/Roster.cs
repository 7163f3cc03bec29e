namespace ChatOps.Core.OnCall;

/// <summary>Everybody that the configuration knows: people by name and by platform identity, responders by role.</summary>
public sealed class Roster
{
    private readonly Dictionary<string, Person> _people;
    private readonly Dictionary<string, Responder> _responders;

    /// <summary>Makes a roster; of a name or role that stands twice, the last counts. Names are compared without case.</summary>
    public Roster(IEnumerable<Person> people, IEnumerable<Responder> responders)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(responders);
        _people = new(StringComparer.OrdinalIgnoreCase);
        foreach (var person in people) _people[person.Name] = person;
        _responders = new(StringComparer.OrdinalIgnoreCase);
        foreach (var responder in responders) _responders[responder.Role] = responder;
    }

    /// <summary>All people, sorted by name.</summary>
    public IEnumerable<Person> People => _people.Values.OrderBy(person => person.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All responders, in the order of the ladder, then by role.</summary>
    public IEnumerable<Responder> Responders =>
        _responders.Values.OrderBy(responder => Role.LevelOf(responder.Role) is var level && level == 0 ? 5 : level).ThenBy(responder => responder.Role, StringComparer.Ordinal);

    /// <summary>The person of this name, or null.</summary>
    public Person? Find(string name) => _people.GetValueOrDefault(name);

    /// <summary>The person with this identity on a platform, or null.</summary>
    public Person? FindBy(string platform, string handle) =>
        _people.Values.FirstOrDefault(person => person.Handles.TryGetValue(platform, out var own) && string.Equals(own, handle, StringComparison.OrdinalIgnoreCase));

    /// <summary>The person with this e-mail address, or null.</summary>
    public Person? FindByEmail(string email) => _people.Values.FirstOrDefault(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase));

    /// <summary>The responder of this role, or null.</summary>
    public Responder? ResponderOf(string role) => _responders.GetValueOrDefault(role);

    /// <summary>The people who hold this role, sorted by name.</summary>
    public IEnumerable<Person> Holding(string role) => People.Where(person => person.Roles.Contains(role, StringComparer.OrdinalIgnoreCase));
}
