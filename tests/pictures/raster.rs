//! Draws egui's triangles in plain arithmetic, so that a picture is the same bytes on every
//! machine and needs neither GPU nor driver.
//!
//! Corners are rounded to a 256th of a pixel and edges follow the top-left rule, as on a GPU.
//! Colours are premultiplied and blended as they are stored, as egui's painters do. Textures are
//! taken by the nearest texel: glyphs are drawn pixel for pixel, and everything else is white.

#![allow(
    clippy::iter_over_hash_type,
    reason = "each texture is changed by itself: the order makes no difference"
)]

use std::collections::HashMap;

use egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};

#[derive(Default)]
pub(crate) struct Raster {
    textures: HashMap<TextureId, ColorImage>,
}

/// How finely corners are placed in a pixel.
const STEPS: f32 = 256.0;

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, deltas) in delta.set.drain() {
            for delta in deltas {
                let ImageData::Color(patch) = delta.image;
                let Some([left, top]) = delta.pos else {
                    self.textures.insert(id, (*patch).clone());
                    continue;
                };
                let whole = self.textures.get_mut(&id).unwrap();
                for y in 0..patch.height() {
                    for x in 0..patch.width() {
                        whole[(left + x, top + y)] = patch[(x, y)];
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut image = RgbaImage::from_pixel(
            size.x.round() as u32,
            size.y.round() as u32,
            Rgba([0, 0, 0, 255]),
        );
        for ClippedPrimitive {
            clip_rect,
            primitive,
        } in ctx.tessellate(output.shapes.clone(), scale)
        {
            let Primitive::Mesh(mesh) = primitive else {
                return Err("a paint callback cannot be drawn".into());
            };
            let edge = |place: f32, limit: u32| {
                let place = (place * scale).round();
                (place.max(0.0) as u32).min(limit)
            };
            let clip = [
                edge(clip_rect.left(), image.width()),
                edge(clip_rect.top(), image.height()),
                edge(clip_rect.right(), image.width()),
                edge(clip_rect.bottom(), image.height()),
            ];
            self.mesh(&mut image, &mesh, clip, scale);
        }
        Ok(image)
    }
}

impl Raster {
    fn mesh(&self, image: &mut RgbaImage, mesh: &Mesh, clip: [u32; 4], scale: f32) {
        let texture = &self.textures[&mesh.texture_id];
        for triangle in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|n| mesh.vertices[triangle[n] as usize]);
            fill(image, texture, corners, clip, scale);
        }
    }
}

fn fill(
    image: &mut RgbaImage,
    texture: &ColorImage,
    mut corners: [Vertex; 3],
    [left, top, right, bottom]: [u32; 4],
    scale: f32,
) {
    let fixed = |vertex: &Vertex| {
        let step = |place: f32| (place * scale * STEPS).round() as i64;
        (step(vertex.pos.x), step(vertex.pos.y))
    };
    let area = |a: (i64, i64), b: (i64, i64), p: (i64, i64)| {
        (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0)
    };
    let mut points = [0, 1, 2].map(|n| fixed(&corners[n]));
    let mut whole = area(points[0], points[1], points[2]);
    if whole == 0 {
        return;
    }
    if whole < 0 {
        corners.swap(1, 2);
        points.swap(1, 2);
        whole = -whole;
    }
    let one = STEPS as i64;
    let low = |values: [i64; 3]| values.into_iter().min().unwrap().div_euclid(one).max(0) as u32;
    let high =
        |values: [i64; 3]| (values.into_iter().max().unwrap().div_euclid(one) + 1).max(0) as u32;
    let (xs, ys) = (points.map(|p| p.0), points.map(|p| p.1));
    // A pixel whose middle lies on an edge belongs to the triangle on one side of it.
    let bias = |a: (i64, i64), b: (i64, i64)| {
        let top = a.1 == b.1 && b.0 > a.0;
        let left = b.1 < a.1;
        i64::from(!(top || left))
    };
    let biases = [
        bias(points[1], points[2]),
        bias(points[2], points[0]),
        bias(points[0], points[1]),
    ];
    for y in low(ys).max(top)..high(ys).min(bottom) {
        for x in low(xs).max(left)..high(xs).min(right) {
            let middle = (i64::from(x) * one + one / 2, i64::from(y) * one + one / 2);
            let weights = [
                area(points[1], points[2], middle),
                area(points[2], points[0], middle),
                area(points[0], points[1], middle),
            ];
            if (0..3).any(|n| weights[n] < biases[n]) {
                continue;
            }
            let mix = |part: &dyn Fn(&Vertex) -> f64| -> f64 {
                let sum: f64 = (0..3).map(|n| weights[n] as f64 * part(&corners[n])).sum();
                sum / whole as f64
            };
            let texel = {
                let at = |part: f64, size: usize| {
                    ((part * size as f64).floor().max(0.0) as usize).min(size - 1)
                };
                let u = mix(&|v| f64::from(v.uv.x));
                let v = mix(&|v| f64::from(v.uv.y));
                texture[(at(u, texture.width()), at(v, texture.height()))]
            };
            let tint = [0, 1, 2, 3].map(|n| mix(&|v| f64::from(v.color.to_array()[n])));
            blend(image.get_pixel_mut(x, y), texel, tint);
        }
    }
}

fn blend(pixel: &mut Rgba<u8>, texel: Color32, tint: [f64; 4]) {
    let texel = texel.to_array();
    let source = [0, 1, 2, 3].map(|n| tint[n] * f64::from(texel[n]) / 255.0);
    let rest = 1.0 - source[3] / 255.0;
    for (below, above) in pixel.0.iter_mut().zip(source).take(3) {
        let mixed = above + f64::from(*below) * rest;
        *below = mixed.round().clamp(0.0, 255.0) as u8;
    }
}
