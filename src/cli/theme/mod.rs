//! `pmo-site theme`: what the theme is made of, and copies of its files to change.

pub(super) mod args;

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};

use serde_json::json;

use super::format::{self, Format};
use super::options::{Options, in_folder};
use super::table::aligned;
use super::{Exit, Failure, console};
use crate::invariant::invariant;
use crate::markdown;
use crate::parse::{self, FileKind, ParsedFile};
use crate::source::{SourcePath, SourceTree};
use crate::theme::{self, BuiltIn, DEFAULT, Kind, PREFIX, TagKind, Template};
use args::{CopyArgs, ListArgs, ShowArgs, ThemeAction, ThemeArgs};

/// Lists, prints or copies.
pub(super) fn theme(options: &Options, args: &ThemeArgs) -> Result<Exit, Failure> {
    match &args.action {
        ThemeAction::List(args) => list(options, args),
        ThemeAction::Show(args) => show(args),
        ThemeAction::Copy(args) => copy(options, args),
    }
}

fn list(options: &Options, args: &ListArgs) -> Result<Exit, Failure> {
    args.format.require(format::THEME)?;
    options.site()?;
    let tree = options.scan()?;
    let name = name(&tree)?;
    let files = theme::list(&tree, &name);
    let own = |file: &theme::ThemeFile| file.own.as_ref().map(ToString::to_string);
    if args.format == Format::Json {
        let row = |file: &theme::ThemeFile| {
            let (kind, origin) = (file.kind.word(), file.origin.word());
            json!({ "name": file.name, "kind": kind, "origin": origin, "file": own(file) })
        };
        let document = json!({ "theme": name, "files": files.iter().map(row).collect::<Vec<_>>() });
        // Words always serialise.
        console::answer(&format!(
            "{}\n",
            invariant(serde_json::to_string_pretty(&document), "plain values always serialise")
        ))?;
    } else {
        let row = |file: &theme::ThemeFile| {
            [
                file.name.clone(),
                file.kind.word().to_owned(),
                file.origin.word().to_owned(),
                own(file).unwrap_or_default(),
            ]
        };
        console::answer(&aligned(
            ["NAME", "KIND", "ORIGIN", "FILE OF THE SITE"],
            &files.iter().map(row).collect::<Vec<_>>(),
        ))?;
    }
    Ok(Exit::Clean)
}

fn show(args: &ShowArgs) -> Result<Exit, Failure> {
    let file = built_in(&args.file)?;
    console::answer(&String::from_utf8_lossy(&file.bytes))?;
    Ok(Exit::Clean)
}

fn copy(options: &Options, args: &CopyArgs) -> Result<Exit, Failure> {
    options.site()?;
    let file = built_in(&args.file)?;
    let in_force = name(&options.scan()?)?;
    let theme = args.to.as_ref().unwrap_or(&in_force);
    let text = if args.extend { extending(&file)?.into_bytes() } else { file.bytes.to_vec() };
    let path = in_folder(&options.source, &format!("themes/{theme}/{}/{}", file.kind.folder(), file.name));
    let shown = path.display();
    let system = |error: std::io::Error| Failure::System(format!("{shown}: {error}"));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(system)?;
    }
    let mut way = OpenOptions::new();
    let way =
        if args.overwrite { way.write(true).create(true).truncate(true) } else { way.write(true).create_new(true) };
    let mut written = way.open(&path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Failure::Usage(format!("`{shown}` is there already; edit it, or replace it with `--overwrite`"))
        }
        _ => system(error),
    })?;
    written.write_all(&text).map_err(system)?;
    console::answer(&format!("{shown}\n"))?;
    if !options.quiet {
        console::say(next(&file, args));
        if *theme != in_force {
            console::say(format_args!(
                "the site uses the theme `{in_force}`: write the line `theme: {theme}` in pmo.yaml to use this one"
            ));
        }
    }
    Ok(Exit::Clean)
}

/// What the author does next.
fn next(file: &BuiltIn, args: &CopyArgs) -> String {
    let name = &file.name;
    let to = args.to.as_ref().map(|theme| format!(" --to {theme}")).unwrap_or_default();
    match file.kind {
        Kind::Template if args.extend => {
            "write a block into it, with `{{ super() }}` where the built-in block should stand; `pmo-site serve` \
             shows it"
                .to_owned()
        }
        Kind::Template => format!(
            "edit it, and `pmo-site serve` shows it. Later versions of the built-in file will not reach your copy: to \
             change single blocks only, write `pmo-site theme copy {name}{to} --extend --overwrite` instead"
        ),
        Kind::Style => "edit it, and `pmo-site serve` shows it. A few rules are better in a file of your own, such as \
                        `assets/99-ours.css`: style sheets are joined in the order of their names"
            .to_owned(),
        Kind::Asset => "edit it, and `pmo-site serve` shows it".to_owned(),
    }
}

/// A template that extends the built-in one and names its blocks.
fn extending(file: &BuiltIn) -> Result<String, Failure> {
    let name = &file.name;
    let text = String::from_utf8_lossy(&file.bytes);
    let template = Template { text: text.as_ref().into(), file: SourcePath::new(name.as_str()) };
    let blocks: Vec<_> =
        template.tags().into_iter().filter(|tag| tag.kind == TagKind::Block).map(|tag| tag.name).collect();
    if file.kind != Kind::Template || blocks.is_empty() {
        return Err(Failure::Usage(format!(
            "`{name}` has no blocks that a file could change; copy it without `--extend`"
        )));
    }
    Ok(format!("{{% extends \"{PREFIX}{name}\" %}}\n{{#- Blocks: {}. -#}}\n", blocks.join(", ")))
}

fn built_in(file: &str) -> Result<BuiltIn, Failure> {
    theme::built_in(file).map_err(|near| {
        let hint =
            near.map_or_else(|| "`pmo-site theme list` shows all".to_owned(), |near| format!("did you mean `{near}`?"));
        Failure::Usage(format!("the built-in theme has no file `{file}`; {hint}"))
    })
}

/// The theme that the site uses.
fn name(tree: &SourceTree) -> Result<String, Failure> {
    let files = ["pmo.yaml", "pmo.yml"];
    let (file, text) = files
        .into_iter()
        .find_map(|file| Some((SourcePath::new(file), tree.text(file)?)))
        .ok_or_else(|| Failure::Usage("`pmo.yaml` is no text; save it as UTF-8".to_owned()))?;
    let compiler = markdown::Compiler::new(markdown::Options::default());
    match parse::file(&file, text, FileKind::Config, &compiler) {
        Some((ParsedFile::Config(Some(record)), _)) => {
            Ok(record.theme.as_ref().map_or_else(|| DEFAULT.to_owned(), |theme| theme.value.0.clone()))
        }
        _ => Err(Failure::Usage(format!("`{file}` cannot be read; `pmo-site check` says why"))),
    }
}
