using ChatOps.Core.Recovery;
using ChatOps.Operations.Command;
using ChatOps.Operations.Dns;
using ChatOps.Operations.Http;
using ChatOps.Operations.Prometheus;
using ChatOps.Operations.Tcp;
using ChatOps.Operations.Wait;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Operations;

/// <summary>The recovery actions that need nothing of a platform.</summary>
public static class OperationsServices
{
    /// <summary>Adds them; a <see cref="TimeProvider"/> must be there.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, CommandOptions command, PrometheusOptions prometheus) => services
        .AddSingleton(command)
        .AddSingleton(prometheus)
        .AddSingleton<IAction, HttpAction>()
        .AddSingleton<IAction, TcpAction>()
        .AddSingleton<IAction, DnsAction>()
        .AddSingleton<IAction, CommandAction>()
        .AddSingleton<IAction, PrometheusAction>()
        .AddSingleton<IAction, WaitAction>();
}
