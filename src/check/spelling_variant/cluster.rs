//! Clusters of spellings: everything round the commonest form, and no chains.
//!
//! Forms are clustered, not places, so that one name misspelt in three articles is one finding.

use std::collections::BTreeMap;

use super::Link;
use crate::check::{Corpus, FactRef};
use crate::finding::Certainty;
use crate::text;

/// Spellings thought one name.
#[derive(Debug, Default)]
pub(super) struct Cluster {
    /// The forms, the commonest first, each with the spellings that were linked.
    pub(super) forms: Vec<Form>,
    /// The links that hold it, by number.
    pub(super) links: Vec<usize>,
    pub(super) certainty: Option<Certainty>,
}

/// One form of a cluster.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Form {
    pub(super) form: String,
    pub(super) count: usize,
    pub(super) at: Vec<FactRef>,
}

/// Makes clusters of links.
pub(super) fn clusters(corpus: &Corpus, links: &[Link]) -> Vec<Cluster> {
    let form_of = |at: FactRef| &*corpus.facts(at.article).spellings[at.index as usize].form;
    // Links between the same two forms are one edge.
    let mut edges: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (number, link) in links.iter().enumerate() {
        let (a, b) = (form_of(link.a).to_lowercase(), form_of(link.b).to_lowercase());
        edges.entry(if a < b { (a, b) } else { (b, a) }).or_default().push(number);
    }
    let mut forms: BTreeMap<String, Form> = BTreeMap::new();
    for link in links {
        for at in [link.a, link.b] {
            let spelling = &corpus.facts(at.article).spellings[at.index as usize];
            let form = forms.entry(spelling.form.to_lowercase()).or_default();
            if !form.at.contains(&at) {
                form.at.push(at);
                form.count += spelling.places.len();
                if form.form.is_empty() {
                    form.form = spelling.form.to_string();
                }
            }
        }
    }
    for form in forms.values_mut() {
        form.at.sort_unstable();
    }
    let best = |numbers: &[usize]| numbers.iter().map(|&n| links[n].verdict.certainty).max();
    let mut order: Vec<&String> = forms.keys().collect();
    order.sort_by(|a, b| forms[*b].count.cmp(&forms[*a].count).then(a.cmp(b)));
    let mut taken: BTreeMap<&String, usize> = BTreeMap::new();
    let mut found: Vec<Cluster> = Vec::new();
    let edge = |a: &String, b: &String| {
        edges.get(&if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) })
    };
    for level in [Certainty::Likely, Certainty::Ask] {
        for &name in &order {
            if taken.contains_key(name) {
                continue;
            }
            // The commonest form that it is linked to leads.
            let lead = order.iter().find(|other| {
                **other != name && edge(name, other).is_some_and(|numbers| best(numbers) >= Some(level))
            });
            let Some(&lead) = lead else { continue };
            let numbers = edge(name, lead).expect("the edge was just found");
            match taken.get(lead).copied() {
                // A name that the copy spells in two ways for sure has its third way by the same doubt.
                Some(index)
                    if best(numbers) == found[index].certainty
                        || found[index].certainty == Some(Certainty::Likely)
                            && skeleton(&forms[name].form) == skeleton(&forms[lead].form) =>
                {
                    found[index].forms.push(forms[name].clone());
                    found[index].links.extend(numbers);
                    taken.insert(name, index);
                }
                _ => {
                    let index = found.len();
                    found.push(Cluster {
                        forms: vec![forms[lead].clone(), forms[name].clone()],
                        links: numbers.clone(),
                        certainty: best(numbers),
                    });
                    taken.entry(lead).or_insert(index);
                    taken.insert(name, index);
                }
            }
        }
    }
    for cluster in &mut found {
        cluster.forms.sort_by(|a, b| b.count.cmp(&a.count).then(a.form.cmp(&b.form)));
        narrow(cluster, links);
    }
    found
}

/// The consonants of a form.
fn skeleton(form: &str) -> String {
    text::skeleton(&text::fold(form))
}

/// Keeps of each form the spellings that the cluster's own links name.
fn narrow(cluster: &mut Cluster, links: &[Link]) {
    let named: Vec<FactRef> =
        cluster.links.iter().flat_map(|&number| [links[number].a, links[number].b]).collect();
    for form in &mut cluster.forms {
        form.at.retain(|at| named.contains(at));
    }
}
