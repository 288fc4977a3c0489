package io.daybook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.http.Places.Shortage;
import org.junit.jupiter.api.Test;

/** Places for uploads, of which nobody gets all. */
class PlacesTest {

    private final Places places = new Places(3, 2);

    @Test
    void a_caller_gets_no_more_than_its_part_and_leaves_the_rest_to_others() {
        assertThat(places.take(1, "mallory")).isNull();
        assertThat(places.take(2, "mallory")).isNull();
        assertThat(places.take(3, "mallory")).isEqualTo(Shortage.OF_THE_CALLERS_PLACES);
        assertThat(places.take(4, "ada")).isNull();
        assertThat(places.take(5, "charles")).isEqualTo(Shortage.OF_PLACES);
    }

    @Test
    void a_place_that_is_given_back_is_there_for_the_next() {
        places.take(1, "ada");
        places.take(2, "ada");

        places.release(1);

        assertThat(places.take(3, "ada")).isNull();
        assertThat(places.taken()).isEqualTo(2);
    }

    @Test
    void work_that_is_there_already_takes_places_even_beyond_their_number() {
        for (int i = 0; i < 4; i++) {
            places.add(i, "");
        }

        assertThat(places.take(4, "ada")).isEqualTo(Shortage.OF_PLACES);
    }
}
