//! From a view to a page's bytes: the only user of Tera.
//!
//! Layer 3. An [`Engine`] is made once per build from the theme's templates and what every page knows of its site; then
//! each page is a pure function of a template's name, a frame and a view, and pages are rendered on all cores at once.
//! What goes wrong in a template is a finding with its file and place. What many pages have in common is filled once:
//! the parts of the frame, rows that the reports of a program share, and lists of navigation. Deliberately absent:
//! functions for templates that read files, variables of the environment, the clock or chance.

mod engine;
mod fault;
mod frame;
mod nav_cache;
mod parts;
mod rendered_window;
mod shared;

pub use engine::Engine;
pub use frame::{Frame, StatedDay, Strip, StripEntry};
pub use nav_cache::NavCache;
pub use rendered_window::RenderedWindow;
pub use shared::Converted;
