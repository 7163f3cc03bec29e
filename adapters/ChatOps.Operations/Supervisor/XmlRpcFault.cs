namespace ChatOps.Operations.Supervisor;

/// <summary>A call that was answered by a fault. The codes are those of Supervisor's XML-RPC.</summary>
internal sealed class XmlRpcFault(int code, string message) : Exception(message)
{
    public const int BadName = 10;
    public const int AlreadyStarted = 60;
    public const int NotRunning = 70;

    public int Code { get; } = code;
}
