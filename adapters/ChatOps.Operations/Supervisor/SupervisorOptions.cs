namespace ChatOps.Operations.Supervisor;

/// <summary>The supervisor of processes, Supervisor's XML-RPC (configuration <c>Operations:Supervisor</c>).</summary>
/// <param name="Address">The path of its Unix socket (<c>/run/supervisor.sock</c>), or its address (<c>http://127.0.0.1:9001</c>); null: none, and the action says so.</param>
/// <param name="User">The user's name where it asks for one, or null.</param>
/// <param name="Password">That user's password, or null.</param>
public sealed record SupervisorOptions(string? Address, string? User, string? Password);
