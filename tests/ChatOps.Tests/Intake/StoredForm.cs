using System.Text.Json;
using ChatOps.Core.Incidents;
using ChatOps.Storage.Json;

namespace ChatOps.Tests.Intake;

/// <summary>How values are written in the database.</summary>
internal static class StoredForm
{
    public static string Of(Incident incident) => JsonSerializer.Serialize(incident, StorageJson.Default.Incident);
}
