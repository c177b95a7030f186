namespace Pulumi;

/// <summary>A resource of which only the URN is known, because it was passed as a value.</summary>
sealed class ReferencedResource : CustomResource
{
    public ReferencedResource(string urn)
        : base(type: "", name: "") =>
        Urn = new Output<string>(OutputData<string>.Known(urn) with { Resources = AsDependency });
}
