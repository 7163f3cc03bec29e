using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Web;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Tests.Messages;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.Tests.Teams;

/// <summary>How we prove ourselves to Microsoft: by the registration's secret, or by its certificate, whose key never leaves us.</summary>
internal sealed class OurToken
{
    [Test]
    public async Task A_secret_is_sent_for_the_connectors_scope_and_the_token_is_kept()
    {
        var teams = new TeamsStub();
        await teams.PostAsync(Message);
        await teams.PostAsync(Message);

        var form = HttpUtility.ParseQueryString(teams.TokenForms.Single());
        Assert.That((form["grant_type"], form["client_id"], form["client_secret"], form["scope"]), Is.EqualTo(("client_credentials", TeamsSample.AppId, "secret", "https://api.botframework.com/.default")));
    }

    [Test]
    public async Task A_certificate_signs_the_request_in_the_secrets_place()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=chatops", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var teams = new TeamsStub(TeamsSample.Options with { AppPassword = null, Certificate = certificate });

        await teams.PostAsync(Message);

        var form = HttpUtility.ParseQueryString(teams.TokenForms.Single());
        var parts = form["client_assertion"]!.Split('.');
        using var claims = JsonDocument.Parse(Base64UrlEncoder.Decode(parts[1]));
        using var header = JsonDocument.Parse(Base64UrlEncoder.Decode(parts[0]));
        var padding = header.RootElement.GetProperty("alg").GetString() == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        Assert.That(form["client_secret"], Is.Null);
        Assert.That(claims.RootElement.GetProperty("iss").GetString(), Is.EqualTo(TeamsSample.AppId));
        Assert.That(claims.RootElement.GetProperty("aud").GetString(), Does.Contain(TeamsSample.Tenant));
        Assert.That(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64UrlEncoder.DecodeBytes(parts[2]), HashAlgorithmName.SHA256, padding), Is.True);
    }

    private static Outgoing Message => new(7, new IncidentId(42), TeamsSample.Channel, null, MessageKind.Mention, TextsOfMessages.All["level2"]) { Key = "k", Since = Sample.At("03:00") };
}
