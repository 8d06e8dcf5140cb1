using System.Net.Mime;
using Microsoft.OpenApi;

namespace WebApi;

/// <summary>
/// The body of <c>POST /predict</c> in the OpenAPI document. Declared by <c>Accepts</c>, the types would also decide the routing, and a request
/// of another type, which may be a picture all the same, would be refused.
/// </summary>
internal static class UploadDescription
{
    public static OpenApiRequestBody Create()
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = file },
            Required = new HashSet<string> { "file" },
        };
        var content = PictureType.Accepted.Append(MediaTypeNames.Application.Octet).ToDictionary(
            type => type, _ => new OpenApiMediaType { Schema = file });
        content[UploadReader.Form] = new OpenApiMediaType { Schema = form };
        return new OpenApiRequestBody { Description = "The picture's file.", Required = true, Content = content };
    }
}
