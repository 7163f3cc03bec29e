using ChatOps.Operations.Ansible;
using ChatOps.Operations.Backup;
using ChatOps.Operations.Git;
using ChatOps.Operations.Postgres;

namespace ChatOps.Operations;

/// <summary>The systems that runbooks look into and mend, as the configuration names them (<c>Operations</c>); targets of the catalog use these names.</summary>
public sealed record ManagedSystems
{
    /// <summary>There is none.</summary>
    public static readonly ManagedSystems None = new();

    /// <summary>Databases.</summary>
    public PostgresOptions Postgres { get; init; } = PostgresOptions.None;

    /// <summary>Clones.</summary>
    public GitOptions Git { get; init; } = GitOptions.None;

    /// <summary>Plans.</summary>
    public AnsibleOptions Ansible { get; init; } = AnsibleOptions.None;

    /// <summary>Backups.</summary>
    public BackupOptions Backup { get; init; } = BackupOptions.None;

    /// <summary>What must never be stored or shown.</summary>
    public IEnumerable<string> Secrets => Postgres.Secrets;

    /// <summary>Makes one action of each.</summary>
    internal IEnumerable<Core.Recovery.IAction> Actions(TimeProvider time) =>
    [
        new AnsibleAction(Ansible, time),
        new BackupAction(Backup, time),
        new GitAction(Git, time),
        new PostgresAction(Postgres, time),
    ];
}
