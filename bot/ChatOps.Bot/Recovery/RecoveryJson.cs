using System.Text.Json.Serialization;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Recovery;

/// <summary>How what became of a step is written into its row.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StepRecord))]
internal sealed partial class RecoveryJson : JsonSerializerContext;
