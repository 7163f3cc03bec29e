namespace ChatOps.Operations.Prometheus;

/// <summary>The Prometheus that runbooks ask (configuration <c>Prometheus</c>).</summary>
/// <param name="Url">Where its API is, up to and without <c>/api/v1</c>; null: none, and the action says so.</param>
/// <param name="Token">Sent as bearer token; or null.</param>
/// <param name="Zone">The zone that times are written in.</param>
public sealed record PrometheusOptions(Uri? Url, string? Token, TimeZoneInfo Zone);
