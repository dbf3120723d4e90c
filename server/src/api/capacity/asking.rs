use std::sync::Arc;

use spatial::flow::Capacity;
use spatial::snapshot::Row;

use crate::api::lens;
use crate::api::view::{PlaceRow, View};
use crate::app::App;
use crate::http::{Params, Problem};

/// The view through `rules` and `as_of`, and the area that is asked about.
///
/// # Errors
/// A 4xx for a bad parameter.
pub(super) async fn asked_about(app: &App, params: &Params) -> Result<(View, Option<Row>), Problem> {
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let area = params.text("area").map(|code| view.area("area", code)).transpose()?;
    let view = lens::judged(view, params, PlaceRow::Area(area.unwrap_or(Row(0)))).await?;
    Ok((view, area))
}

/// Waits for the job where it is pending: an answer that says so would keep its tag after the job is done.
pub(super) async fn worked_out(view: &View) -> Result<Arc<Capacity>, Problem> {
    let served = Arc::clone(&view.served);
    let job = tokio::task::spawn_blocking(move || served.capacity.wait(&served.district));
    job.await.map_err(|_| Problem::internal())
}
