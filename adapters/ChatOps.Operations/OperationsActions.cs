using ChatOps.Core.Recovery;
using ChatOps.Operations.Approve;
using ChatOps.Operations.Command;
using ChatOps.Operations.Dns;
using ChatOps.Operations.Http;
using ChatOps.Operations.Prometheus;
using ChatOps.Operations.Tcp;
using ChatOps.Operations.Tls;
using ChatOps.Operations.Wait;

namespace ChatOps.Operations;

/// <summary>The recovery actions that need nothing of a platform.</summary>
public static class OperationsActions
{
    /// <summary>Makes one of each; those that can be disposed belong to the caller.</summary>
    public static IReadOnlyList<IAction> All(CommandOptions command, PrometheusOptions prometheus, HostSystems host, ManagedSystems managed, TimeProvider time) =>
    [
        new ApproveAction(),
        new CommandAction(command, time),
        new DnsAction(time),
        new HttpAction(time),
        new PrometheusAction(prometheus, time),
        new TcpAction(time),
        new TlsAction(host.Zone, time),
        new WaitAction(time),
        .. host.Actions(time),
        .. managed.Actions(time),
    ];
}
