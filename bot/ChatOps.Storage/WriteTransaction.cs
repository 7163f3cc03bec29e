using ChatOps.Storage.Engine;

namespace ChatOps.Storage;

/// <summary>
/// One transaction of the writer; inputs that wait at the same time share it. Used on the writer's thread alone, and only
/// while the input that got it runs.
/// </summary>
public sealed partial class WriteTransaction
{
    private readonly List<Action> _committing = [];
    private readonly List<Action> _committed = [];
    private readonly List<Action> _rolledBack = [];
    private readonly Dictionary<Type, object> _shared = [];

    internal WriteTransaction(Connection connection) => Connection = connection;

    internal Connection Connection { get; }

    /// <summary>The one object of this type that all inputs of the transaction share; made by the first that asks.</summary>
    public T Shared<T>(Func<WriteTransaction, T> make)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        if (_shared.TryGetValue(typeof(T), out var known)) return (T)known;
        var made = make(this);
        _shared[typeof(T)] = made;
        return made;
    }

    /// <summary>Calls this after the last input ran and before the commit: the place to write what inputs gathered.</summary>
    public void BeforeCommit(Action action) => _committing.Add(action);

    /// <summary>Calls this when the commit is on disk.</summary>
    public void AfterCommit(Action action) => _committed.Add(action);

    /// <summary>Calls this when nothing of the transaction was kept.</summary>
    public void AfterRollback(Action action) => _rolledBack.Add(action);

    // By index, because an action may add others: what is written last may wake somebody too.
    internal void RunCommitting()
    {
        for (var i = 0; i < _committing.Count; i++) _committing[i]();
    }

    internal IReadOnlyList<Action> Committed => _committed;

    internal IReadOnlyList<Action> RolledBack => _rolledBack;
}
