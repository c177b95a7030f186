using Spectre.Console;

namespace Basecamp.Cli.Terminal;

/// <summary>Prints lines of a known width, coloured on a terminal and plain elsewhere.</summary>
sealed class Page(CliContext context)
{
    // Loading the console library costs start-up time that a pipe need not pay.
    IAnsiConsole? console;

    /// <summary>Columns.</summary>
    public int Width => context.Width;

    /// <summary>An empty line.</summary>
    public void Line() => context.Output.WriteLine();

    /// <summary>A line made of parts.</summary>
    public void Line(params ReadOnlySpan<Style> parts)
    {
        if (!context.HasColour)
        {
            var text = "";
            foreach (var part in parts)
                text += part.Text;
            context.Output.WriteLine(text.TrimEnd());
            return;
        }
        var markup = "";
        foreach (var part in parts)
            markup += part.Colour.Length > 0 ? $"[{part.Colour}]{Markup.Escape(part.Text)}[/]" : Markup.Escape(part.Text);
        // Lines are laid out already; a second line break by the console would only harm.
        Console.Write(new Markup(markup) { Overflow = Overflow.Ellipsis });
        context.Output.WriteLine();
    }

    /// <summary>A heading with a note at its right end.</summary>
    public void Heading(string text, string note, char rule) => Line(
        Style.Strong(text),
        Style.Dim($" {new string(rule, Math.Max(3, Width - text.Length - note.Length - 2))} "),
        Style.Dim(note));

    /// <summary>Text broken into lines between words; its own line breaks are kept.</summary>
    public void Paragraph(string text, int indent)
    {
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            Wrapped(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), " ", indent);
    }

    /// <summary>A command to be copied: a long one goes on in the next line behind a backslash, as shells read it, and never inside of quotes.</summary>
    public void Command(string text, int indent)
    {
        var (line, quoted) = ("", false);
        foreach (var word in text.Split(' '))
        {
            if (!quoted && line.Length > 0 && indent + line.Length + word.Length + " \\ ".Length > Width)
            {
                Line(Style.Plain(new string(' ', indent)), Style.Kind(line + " \\"));
                line = "  " + word;
            }
            else
                line = line.Length == 0 ? word : $"{line} {word}";
            quoted ^= word.Count(letter => letter == '\'') % 2 == 1;
        }
        Line(Style.Plain(new string(' ', indent)), Style.Kind(line));
    }

    /// <summary>Items broken into lines between items.</summary>
    public void Wrapped(IEnumerable<string> items, string separator, int indent)
    {
        var line = "";
        foreach (var item in items)
        {
            // A line that is broken ends with the separator.
            if (line.Length > 0 && indent + line.Length + separator.Length + item.Length + separator.TrimEnd().Length > Width)
            {
                Line(Style.Plain(new string(' ', indent)), Style.Plain(line + separator.TrimEnd()));
                line = "";
            }
            line = line.Length == 0 ? item : line + separator + item;
        }
        Line(Style.Plain(new string(' ', indent)), Style.Plain(line));
    }

    /// <summary>The console library, for progress.</summary>
    public IAnsiConsole Console => console ??= Create();

    IAnsiConsole Create()
    {
        var created = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = context.HasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = context.HasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = context.IsTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(context.Output),
        });
        created.Profile.Width = context.Width;
        return created;
    }
}
