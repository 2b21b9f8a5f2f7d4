//! Whether two figures can both be right.

use crate::fact::Figure;
use crate::lexicon::Hedge;

/// Whether the two could be one figure, rounded or hedged.
pub(super) fn agree(a: &Figure, b: &Figure) -> bool {
    if a.measure() != b.measure() {
        return false;
    }
    match (a.high, b.high) {
        (Some(x), Some(y)) => {
            let straight = near(a, a.value, b, b.value) && near(a, x, b, y);
            straight || (near(a, a.value, b, y) && near(a, x, b, b.value))
        }
        // `two to three` agrees with three, and with 2.5.
        (Some(high), None) => within(a.value * factor(a), high * factor(a), b.base()),
        (None, Some(high)) => within(b.value * factor(b), high * factor(b), a.base()),
        (None, None) => near(a, a.value, b, b.value),
    }
}

/// Digits swapped, or one digit another: how a slip of the finger looks.
pub(super) fn slip(a: f64, b: f64) -> bool {
    let digits = |value: f64| {
        let text = format!("{value}");
        let text: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
        let end = text.iter().rposition(|d| *d != b'0').map_or(0, |at| at + 1);
        text[..end].to_vec()
    };
    let (a, b) = (digits(a), digits(b));
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let differ: Vec<usize> = (0..a.len()).filter(|at| a[*at] != b[*at]).collect();
    match differ[..] {
        [_] => true,
        [x, y] => a[x] == b[y] && a[y] == b[x],
        _ => {
            let (mut a, mut b) = (a, b);
            a.sort_unstable();
            b.sort_unstable();
            a == b
        }
    }
}

fn factor(figure: &Figure) -> f64 {
    figure.unit.as_ref().map_or(1.0, |unit| unit.factor)
}

fn within(low: f64, high: f64, value: f64) -> bool {
    let (low, high) = if low <= high { (low, high) } else { (high, low) };
    (low * 0.999..=high * 1.001).contains(&value)
}

fn near(a: &Figure, x: f64, b: &Figure, y: f64) -> bool {
    let converted = (factor(a) - factor(b)).abs() > f64::EPSILON;
    let (x_base, y_base) = (x * factor(a), y * factor(b));
    let most = x_base.abs().max(y_base.abs());
    let apart = (x_base - y_base).abs();
    if apart <= most * 1e-9 || (converted && apart <= most * 0.06) {
        return true;
    }
    // 1.48 million is 1.5 million, to the digits of the coarser one.
    if rounds_to(x_base, y_base) || rounds_to(y_base, x_base) {
        return true;
    }
    match (a.hedge, b.hedge) {
        (Hedge::AtLeast, Hedge::AtLeast) | (Hedge::AtMost, Hedge::AtMost) => apart <= most * 0.1,
        (Hedge::AtLeast, Hedge::AtMost) => x_base <= y_base,
        (Hedge::AtMost, Hedge::AtLeast) => y_base <= x_base,
        (Hedge::AtLeast, _) => x_base <= y_base,
        (Hedge::AtMost, _) => y_base <= x_base,
        (_, Hedge::AtLeast) => y_base <= x_base,
        (_, Hedge::AtMost) => x_base <= y_base,
        (Hedge::About, _) | (_, Hedge::About) => apart <= most * 0.1,
        (Hedge::Exact, Hedge::Exact) => false,
    }
}

/// Whether `fine`, to as many digits as `coarse` has, is `coarse`.
fn rounds_to(fine: f64, coarse: f64) -> bool {
    if coarse == 0.0 || fine.signum() != coarse.signum() || fine.abs() < 10.0 && fine.fract() == 0.0 {
        return false;
    }
    let mut step = 10f64.powf(coarse.abs().log10().floor());
    while step > 1e-6 && (coarse / step - (coarse / step).round()).abs() > 1e-6 {
        step /= 10.0;
    }
    // A figure of one digit is round by accident too often.
    let digits = (coarse.abs() / step).log10().floor();
    (fine - coarse).abs() <= step * 0.5000001
        && fine != coarse
        && (digits >= 1.0 || (fine - coarse).abs() <= step * 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Span;

    fn figure(value: f64, hedge: Hedge) -> Figure {
        Figure {
            span: Span::default(),
            sentence: 0,
            word: 0,
            value,
            high: None,
            unit: None,
            hedge,
            subject: None,
            counted: None,
            people: false,
            age: false,
            spelled: false,
        }
    }

    #[test]
    fn a_rounded_figure_agrees_and_another_does_not() {
        let exact = |value| figure(value, Hedge::Exact);
        assert!(agree(&exact(1_482_000.0), &exact(1_500_000.0)));
        assert!(agree(&exact(6.14), &exact(6.1)));
        assert!(!agree(&exact(212.0), &exact(221.0)));
        assert!(!agree(&exact(340_000.0), &exact(240_000.0)));
        assert!(!agree(&exact(14.0), &exact(19.0)));
        assert!(!agree(&exact(500_000.0), &exact(530_000.0)));
    }

    #[test]
    fn a_hedge_leaves_room() {
        assert!(agree(&figure(100.0, Hedge::AtLeast), &figure(140.0, Hedge::Exact)));
        assert!(!agree(&figure(100.0, Hedge::AtLeast), &figure(90.0, Hedge::Exact)));
        assert!(agree(&figure(100.0, Hedge::About), &figure(95.0, Hedge::Exact)));
        assert!(!agree(&figure(100.0, Hedge::About), &figure(60.0, Hedge::Exact)));
    }

    #[test]
    fn swapped_digits_are_a_slip() {
        assert!(slip(212.0, 221.0));
        assert!(slip(1140.0, 1410.0));
        assert!(slip(48.2e6, 42.8e6));
        assert!(slip(31.5, 35.1));
        assert!(!slip(14.0, 320.0));
    }
}
