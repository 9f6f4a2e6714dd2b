//! The cities whose names have letters that the ids of their zones lack.

use super::Zone;

/// Ids of zones, in order, and their cities as English text writes them.
const NAMES: &[(&str, &str)] = &[
    ("Africa/El_Aaiun", "El Aaiún"),
    ("Africa/Lome", "Lomé"),
    ("Africa/Ndjamena", "N’Djamena"),
    ("Africa/Sao_Tome", "São Tomé"),
    ("America/Araguaina", "Araguaína"),
    ("America/Argentina/Cordoba", "Córdoba"),
    ("America/Argentina/Tucuman", "Tucumán"),
    ("America/Asuncion", "Asunción"),
    ("America/Belem", "Belém"),
    ("America/Bogota", "Bogotá"),
    ("America/Cancun", "Cancún"),
    ("America/Ciudad_Juarez", "Ciudad Juárez"),
    ("America/Cuiaba", "Cuiabá"),
    ("America/Curacao", "Curaçao"),
    ("America/Eirunepe", "Eirunepé"),
    ("America/Maceio", "Maceió"),
    ("America/Mazatlan", "Mazatlán"),
    ("America/Merida", "Mérida"),
    ("America/Santarem", "Santarém"),
    ("America/Sao_Paulo", "São Paulo"),
    ("America/St_Johns", "St. John’s"),
    ("Europe/Chisinau", "Chișinău"),
    ("Indian/Reunion", "Réunion"),
    ("Pacific/Noumea", "Nouméa"),
];

impl Zone {
    /// The city the zone is named for, `New York` for `America/New_York`, `São Paulo` for `America/Sao_Paulo`; `UTC`
    /// for itself.
    #[must_use]
    pub fn city(&self) -> String {
        let name = self.name();
        if let Ok(at) = NAMES.binary_search_by_key(&name, |(id, _)| id)
            && let Some((_, city)) = NAMES.get(at)
        {
            return (*city).to_owned();
        }
        name.rsplit('/').next().unwrap_or(name).replace('_', " ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_that_of_a_zone_of_today_in_order() {
        assert!(NAMES.is_sorted_by_key(|(id, _)| *id));
        for (id, city) in NAMES {
            let zone = Zone::parse(id).ok().map(|parsed| parsed.zone);
            assert_eq!(zone.as_ref().map(Zone::name), Some(*id), "{id} is a zone, and no other name of one");
            assert_eq!(zone.map(|zone| zone.city()).as_deref(), Some(*city));
        }
    }

    #[test]
    fn other_cities_are_what_their_zones_are_called() {
        let city = |id| Zone::parse(id).ok().map(|parsed| parsed.zone.city());
        assert_eq!(city("America/New_York").as_deref(), Some("New York"));
        assert_eq!(city("America/Argentina/Ushuaia").as_deref(), Some("Ushuaia"));
        assert_eq!(city("UTC").as_deref(), Some("UTC"));
    }
}
