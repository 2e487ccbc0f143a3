var se=globalThis,oe=se.ShadowRoot&&(se.ShadyCSS===void 0||se.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Le=Symbol(),yt=new WeakMap,K=class{constructor(e,n,r){if(this._$cssResult$=!0,r!==Le)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=n}get styleSheet(){let e=this.o,n=this.t;if(oe&&e===void 0){let r=n!==void 0&&n.length===1;r&&(e=yt.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),r&&yt.set(n,e))}return e}toString(){return this.cssText}},bt=t=>new K(typeof t=="string"?t:t+"",void 0,Le),S=(t,...e)=>{let n=t.length===1?t[0]:e.reduce((r,i,s)=>r+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+t[s+1],t[0]);return new K(n,t,Le)},xt=(t,e)=>{if(oe)t.adoptedStyleSheets=e.map(n=>n instanceof CSSStyleSheet?n:n.styleSheet);else for(let n of e){let r=document.createElement("style"),i=se.litNonce;i!==void 0&&r.setAttribute("nonce",i),r.textContent=n.cssText,t.appendChild(r)}},ze=oe?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let n="";for(let r of e.cssRules)n+=r.cssText;return bt(n)})(t):t;var{is:Wn,defineProperty:Yn,getOwnPropertyDescriptor:Zn,getOwnPropertyNames:Jn,getOwnPropertySymbols:Xn,getPrototypeOf:Qn}=Object,ae=globalThis,wt=ae.trustedTypes,er=wt?wt.emptyScript:"",tr=ae.reactiveElementPolyfillSupport,F=(t,e)=>t,Ne={toAttribute(t,e){switch(e){case Boolean:t=t?er:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let n=t;switch(e){case Boolean:n=t!==null;break;case Number:n=t===null?null:Number(t);break;case Object:case Array:try{n=JSON.parse(t)}catch{n=null}}return n}},At=(t,e)=>!Wn(t,e),$t={attribute:!0,type:String,converter:Ne,reflect:!1,useDefault:!1,hasChanged:At};Symbol.metadata??=Symbol("metadata"),ae.litPropertyMetadata??=new WeakMap;var k=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,n=$t){if(n.state&&(n.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((n=Object.create(n)).wrapped=!0),this.elementProperties.set(e,n),!n.noAccessor){let r=Symbol(),i=this.getPropertyDescriptor(e,r,n);i!==void 0&&Yn(this.prototype,e,i)}}static getPropertyDescriptor(e,n,r){let{get:i,set:s}=Zn(this.prototype,e)??{get(){return this[n]},set(o){this[n]=o}};return{get:i,set(o){let l=i?.call(this);s?.call(this,o),this.requestUpdate(e,l,r)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??$t}static _$Ei(){if(this.hasOwnProperty(F("elementProperties")))return;let e=Qn(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(F("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(F("properties"))){let n=this.properties,r=[...Jn(n),...Xn(n)];for(let i of r)this.createProperty(i,n[i])}let e=this[Symbol.metadata];if(e!==null){let n=litPropertyMetadata.get(e);if(n!==void 0)for(let[r,i]of n)this.elementProperties.set(r,i)}this._$Eh=new Map;for(let[n,r]of this.elementProperties){let i=this._$Eu(n,r);i!==void 0&&this._$Eh.set(i,n)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let n=[];if(Array.isArray(e)){let r=new Set(e.flat(1/0).reverse());for(let i of r)n.unshift(ze(i))}else e!==void 0&&n.push(ze(e));return n}static _$Eu(e,n){let r=n.attribute;return r===!1?void 0:typeof r=="string"?r:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,n=this.constructor.elementProperties;for(let r of n.keys())this.hasOwnProperty(r)&&(e.set(r,this[r]),delete this[r]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return xt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,n,r){this._$AK(e,r)}_$ET(e,n){let r=this.constructor.elementProperties.get(e),i=this.constructor._$Eu(e,r);if(i!==void 0&&r.reflect===!0){let s=(r.converter?.toAttribute!==void 0?r.converter:Ne).toAttribute(n,r.type);this._$Em=e,s==null?this.removeAttribute(i):this.setAttribute(i,s),this._$Em=null}}_$AK(e,n){let r=this.constructor,i=r._$Eh.get(e);if(i!==void 0&&this._$Em!==i){let s=r.getPropertyOptions(i),o=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:Ne;this._$Em=i;let l=o.fromAttribute(n,s.type);this[i]=l??this._$Ej?.get(i)??l,this._$Em=null}}requestUpdate(e,n,r,i=!1,s){if(e!==void 0){let o=this.constructor;if(i===!1&&(s=this[e]),r??=o.getPropertyOptions(e),!((r.hasChanged??At)(s,n)||r.useDefault&&r.reflect&&s===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,r))))return;this.C(e,n,r)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,n,{useDefault:r,reflect:i,wrapped:s},o){r&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??n??this[e]),s!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||r||(n=void 0),this._$AL.set(e,n)),i===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(n){Promise.reject(n)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,s]of this._$Ep)this[i]=s;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[i,s]of r){let{wrapped:o}=s,l=this[i];o!==!0||this._$AL.has(i)||l===void 0||this.C(i,void 0,s,l)}}let e=!1,n=this._$AL;try{e=this.shouldUpdate(n),e?(this.willUpdate(n),this._$EO?.forEach(r=>r.hostUpdate?.()),this.update(n)):this._$EM()}catch(r){throw e=!1,this._$EM(),r}e&&this._$AE(n)}willUpdate(e){}_$AE(e){this._$EO?.forEach(n=>n.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(n=>this._$ET(n,this[n])),this._$EM()}updated(e){}firstUpdated(e){}};k.elementStyles=[],k.shadowRootOptions={mode:"open"},k[F("elementProperties")]=new Map,k[F("finalized")]=new Map,tr?.({ReactiveElement:k}),(ae.reactiveElementVersions??=[]).push("2.1.2");var Oe=globalThis,St=t=>t,le=Oe.trustedTypes,kt=le?le.createPolicy("lit-html",{createHTML:t=>t}):void 0,Ie="$lit$",T=`lit$${Math.random().toFixed(9).slice(2)}$`,Ue="?"+T,nr=`<${Ue}>`,N=document,W=()=>N.createComment(""),Y=t=>t===null||typeof t!="object"&&typeof t!="function",He=Array.isArray,Dt=t=>He(t)||typeof t?.[Symbol.iterator]=="function",Me=`[ 	
\f\r]`,G=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Tt=/-->/g,Pt=/>/g,L=RegExp(`>|${Me}(?:([^\\s"'>=/]+)(${Me}*=${Me}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Et=/'/g,Rt=/"/g,Lt=/^(?:script|style|textarea|title)$/i,je=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),c=je(1),zt=je(2),Qr=je(3),P=Symbol.for("lit-noChange"),p=Symbol.for("lit-nothing"),Ct=new WeakMap,z=N.createTreeWalker(N,129);function Nt(t,e){if(!He(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return kt!==void 0?kt.createHTML(e):e}var Mt=(t,e)=>{let n=t.length-1,r=[],i,s=e===2?"<svg>":e===3?"<math>":"",o=G;for(let l=0;l<n;l++){let a=t[l],u,m,d=-1,f=0;for(;f<a.length&&(o.lastIndex=f,m=o.exec(a),m!==null);)f=o.lastIndex,o===G?m[1]==="!--"?o=Tt:m[1]!==void 0?o=Pt:m[2]!==void 0?(Lt.test(m[2])&&(i=RegExp("</"+m[2],"g")),o=L):m[3]!==void 0&&(o=L):o===L?m[0]===">"?(o=i??G,d=-1):m[1]===void 0?d=-2:(d=o.lastIndex-m[2].length,u=m[1],o=m[3]===void 0?L:m[3]==='"'?Rt:Et):o===Rt||o===Et?o=L:o===Tt||o===Pt?o=G:(o=L,i=void 0);let h=o===L&&t[l+1].startsWith("/>")?" ":"";s+=o===G?a+nr:d>=0?(r.push(u),a.slice(0,d)+Ie+a.slice(d)+T+h):a+T+(d===-2?l:h)}return[Nt(t,s+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),r]},Z=class t{constructor({strings:e,_$litType$:n},r){let i;this.parts=[];let s=0,o=0,l=e.length-1,a=this.parts,[u,m]=Mt(e,n);if(this.el=t.createElement(u,r),z.currentNode=this.el.content,n===2||n===3){let d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(i=z.nextNode())!==null&&a.length<l;){if(i.nodeType===1){if(i.hasAttributes())for(let d of i.getAttributeNames())if(d.endsWith(Ie)){let f=m[o++],h=i.getAttribute(d).split(T),g=/([.?@])?(.*)/.exec(f);a.push({type:1,index:s,name:g[2],strings:h,ctor:g[1]==="."?ce:g[1]==="?"?ue:g[1]==="@"?pe:O}),i.removeAttribute(d)}else d.startsWith(T)&&(a.push({type:6,index:s}),i.removeAttribute(d));if(Lt.test(i.tagName)){let d=i.textContent.split(T),f=d.length-1;if(f>0){i.textContent=le?le.emptyScript:"";for(let h=0;h<f;h++)i.append(d[h],W()),z.nextNode(),a.push({type:2,index:++s});i.append(d[f],W())}}}else if(i.nodeType===8)if(i.data===Ue)a.push({type:2,index:s});else{let d=-1;for(;(d=i.data.indexOf(T,d+1))!==-1;)a.push({type:7,index:s}),d+=T.length-1}s++}}static createElement(e,n){let r=N.createElement("template");return r.innerHTML=e,r}};function M(t,e,n=t,r){if(e===P)return e;let i=r!==void 0?n._$Co?.[r]:n._$Cl,s=Y(e)?void 0:e._$litDirective$;return i?.constructor!==s&&(i?._$AO?.(!1),s===void 0?i=void 0:(i=new s(t),i._$AT(t,n,r)),r!==void 0?(n._$Co??=[])[r]=i:n._$Cl=i),i!==void 0&&(e=M(t,i._$AS(t,e.values),i,r)),e}var de=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:r}=this._$AD,i=(e?.creationScope??N).importNode(n,!0);z.currentNode=i;let s=z.nextNode(),o=0,l=0,a=r[0];for(;a!==void 0;){if(o===a.index){let u;a.type===2?u=new j(s,s.nextSibling,this,e):a.type===1?u=new a.ctor(s,a.name,a.strings,this,e):a.type===6&&(u=new me(s,this,e)),this._$AV.push(u),a=r[++l]}o!==a?.index&&(s=z.nextNode(),o++)}return z.currentNode=N,i}p(e){let n=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(e,r,n),n+=r.strings.length-2):r._$AI(e[n])),n++}},j=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,r,i){this.type=2,this._$AH=p,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=r,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=M(this,e,n),Y(e)?e===p||e==null||e===""?(this._$AH!==p&&this._$AR(),this._$AH=p):e!==this._$AH&&e!==P&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Dt(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==p&&Y(this._$AH)?this._$AA.nextSibling.data=e:this.T(N.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:r}=e,i=typeof r=="number"?this._$AC(e):(r.el===void 0&&(r.el=Z.createElement(Nt(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===i)this._$AH.p(n);else{let s=new de(i,this),o=s.u(this.options);s.p(n),this.T(o),this._$AH=s}}_$AC(e){let n=Ct.get(e.strings);return n===void 0&&Ct.set(e.strings,n=new Z(e)),n}k(e){He(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let s of e)i===n.length?n.push(r=new t(this.O(W()),this.O(W()),this,this.options)):r=n[i],r._$AI(s),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let r=St(e).nextSibling;St(e).remove(),e=r}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},O=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,r,i,s){this.type=1,this._$AH=p,this._$AN=void 0,this.element=e,this.name=n,this._$AM=i,this.options=s,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=p}_$AI(e,n=this,r,i){let s=this.strings,o=!1;if(s===void 0)e=M(this,e,n,0),o=!Y(e)||e!==this._$AH&&e!==P,o&&(this._$AH=e);else{let l=e,a,u;for(e=s[0],a=0;a<s.length-1;a++)u=M(this,l[r+a],n,a),u===P&&(u=this._$AH[a]),o||=!Y(u)||u!==this._$AH[a],u===p?e=p:e!==p&&(e+=(u??"")+s[a+1]),this._$AH[a]=u}o&&!i&&this.j(e)}j(e){e===p?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ce=class extends O{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===p?void 0:e}},ue=class extends O{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==p)}},pe=class extends O{constructor(e,n,r,i,s){super(e,n,r,i,s),this.type=5}_$AI(e,n=this){if((e=M(this,e,n,0)??p)===P)return;let r=this._$AH,i=e===p&&r!==p||e.capture!==r.capture||e.once!==r.once||e.passive!==r.passive,s=e!==p&&(r===p||i);i&&this.element.removeEventListener(this.name,this,r),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},me=class{constructor(e,n,r){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(e){M(this,e)}},Ot={M:Ie,P:T,A:Ue,C:1,L:Mt,R:de,D:Dt,V:M,I:j,H:O,N:ue,U:pe,B:ce,F:me},rr=Oe.litHtmlPolyfillSupport;rr?.(Z,j),(Oe.litHtmlVersions??=[]).push("3.3.3");var It=(t,e,n)=>{let r=n?.renderBefore??e,i=r._$litPart$;if(i===void 0){let s=n?.renderBefore??null;r._$litPart$=i=new j(e.insertBefore(W(),s),s,void 0,n??{})}return i._$AI(t),i};var Be=globalThis,$=class extends k{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let n=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=It(n,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return P}};$._$litElement$=!0,$.finalized=!0,Be.litElementHydrateSupport?.({LitElement:$});var ir=Be.litElementPolyfillSupport;ir?.({LitElement:$});(Be.litElementVersions??=[]).push("4.2.2");var Ut={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Ht=t=>(...e)=>({_$litDirective$:t,values:e}),he=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,r){this._$Ct=e,this._$AM=n,this._$Ci=r}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};var{I:sr}=Ot,jt=t=>t;var Bt=()=>document.createComment(""),B=(t,e,n)=>{let r=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(n===void 0){let s=r.insertBefore(Bt(),i),o=r.insertBefore(Bt(),i);n=new sr(s,o,t,t.options)}else{let s=n._$AB.nextSibling,o=n._$AM,l=o!==t;if(l){let a;n._$AQ?.(t),n._$AM=t,n._$AP!==void 0&&(a=t._$AU)!==o._$AU&&n._$AP(a)}if(s!==i||l){let a=n._$AA;for(;a!==s;){let u=jt(a).nextSibling;jt(r).insertBefore(a,i),a=u}}}return n},R=(t,e,n=t)=>(t._$AI(e,n),t),or={},Vt=(t,e=or)=>t._$AH=e,qt=t=>t._$AH,fe=t=>{t._$AR(),t._$AA.remove()};var Kt=(t,e,n)=>{let r=new Map;for(let i=e;i<=n;i++)r.set(t[i],i);return r},V=Ht(class extends he{constructor(t){if(super(t),t.type!==Ut.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,n){let r;n===void 0?n=e:e!==void 0&&(r=e);let i=[],s=[],o=0;for(let l of t)i[o]=r?r(l,o):o,s[o]=n(l,o),o++;return{values:s,keys:i}}render(t,e,n){return this.dt(t,e,n).values}update(t,[e,n,r]){let i=qt(t),{values:s,keys:o}=this.dt(e,n,r);if(!Array.isArray(i))return this.ut=o,s;let l=this.ut??=[],a=[],u,m,d=0,f=i.length-1,h=0,g=s.length-1;for(;d<=f&&h<=g;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(l[d]===o[h])a[h]=R(i[d],s[h]),d++,h++;else if(l[f]===o[g])a[g]=R(i[f],s[g]),f--,g--;else if(l[d]===o[g])a[g]=R(i[d],s[g]),B(t,a[g+1],i[d]),d++,g--;else if(l[f]===o[h])a[h]=R(i[f],s[h]),B(t,i[d],i[f]),f--,h++;else if(u===void 0&&(u=Kt(o,h,g),m=Kt(l,d,f)),u.has(l[d]))if(u.has(l[f])){let v=m.get(o[h]),w=v!==void 0?i[v]:null;if(w===null){let D=B(t,i[d]);R(D,s[h]),a[h]=D}else a[h]=R(w,s[h]),B(t,i[d],w),i[v]=null;h++}else fe(i[f]),f--;else fe(i[d]),d++;for(;h<=g;){let v=B(t,a[g+1]);R(v,s[h]),a[h++]=v}for(;d<=f;){let v=i[d++];v!==null&&fe(v)}return this.ut=o,Vt(t,a),P}});var Ft={name:"Plex Arrivals",description:"Downloads auf dem Weg zu Plex und kürzlich Hinzugefügtes",status:"Status",deliveries:"Downloads",recently_added:"Kürzlich hinzugefügt",recently_added_in:"Kürzlich hinzugefügt in {library}",part_of_server:"{part} · {server}",online:"Online",online_since:"Online seit {time}",offline:"Offline",offline_since:"Offline seit {time}",scanning_library:"scannt {library}",more:"{n} weitere",not_loaded:"Noch nicht bereit",needs_you:"{n} braucht dich|{n} brauchen dich",downloading:"Lädt herunter",waiting:"Wartet",waiting_for:"Wartet auf {importer}",import_blocked:"{importer} importiert nicht",scanning:"Wird gescannt",available:"In Plex",upgraded:"Verbessert",partly_available:"Teilweise in Plex",unmatched:"Keine Mediathek",missing:"Nicht in Plex gefunden",steps:"Heruntergeladen · Mediathek gefunden · Gescannt · In Plex",settling:"bis sich die Dateien nicht mehr ändern",plex_offline:"Plex ist nicht verfügbar",import_awaited:"auf Sonarr, Radarr oder Lidarr",no_library:"keine Mediathek für {path}",no_import:"nach einem Tag nicht importiert",not_found:"auch nach mehreren Scans",forbidden:"keine Berechtigung zum Scannen",plex_failed:"Plex hat einen Fehler gemeldet",internal_error:"unerwarteter Fehler, siehe Protokoll",partly_found:"{n} von {all} Dateien",not_recognised:"nicht erkannt",time_left:"noch {time}",second_look:"zweiter Blick",another_look:"{number}. Blick",next_look:"nächster in {time}",upgrade:"Verbesserung",upgraded_from:"von {quality}",to_library:"nach {library}",requested_by:"für {names}",items:"{n} Titel",episodes:"{n} Folgen",tracks:"{n} Titel",found_episodes:"{n} von {all} Folgen in Plex",found_tracks:"{n} von {all} Titeln in Plex",found_files:"{n} von {all} Dateien in Plex",season:"Staffel {n}",view:"In Plex ansehen",fix:"Beheben",retry:"Erneut versuchen",dismiss:"Verwerfen",show_all:"{n} weitere anzeigen",show_less:"Weniger anzeigen",loading:"Wird geladen",no_deliveries:"Alles ruhig",no_recent:"Noch nichts hinzugefügt",no_such_library:"Keine Mediathek namens {library}",no_server:"Kein Plex-Server eingerichtet",no_server_allowed:"Du hast keine Berechtigung, einen Plex-Server anzuzeigen",unauthorized:"Du hast keine Berechtigung, diesen Plex-Server anzuzeigen",not_found_server:"Dieser Plex-Server ist nicht mehr eingerichtet",integration_outdated:"Diese Karte benötigt eine neuere Version von Plex Arrivals",update_hint:"Starte Home Assistant neu, um das Update abzuschließen",failed:"Plex Arrivals antwortet nicht",card_outdated:"Plex Arrivals wurde aktualisiert",reload:"Neu laden",choose_server:"Bearbeite die Karte und wähle einen anderen Server aus",ask_admin:"Bitte einen Administrator um Zugriff",add_server:"Füge einen unter Einstellungen > Geräte & Dienste hinzu",disabled:"{name} ist deaktiviert",enable_server:"Aktiviere ihn unter Einstellungen > Geräte & Dienste",no_permission:"Du hast keine Berechtigung, diese Karte anzuzeigen",label_title:"Titel",label_entry_id:"Server",label_show:"Angezeigte Bereiche",label_deliveries:"Anzahl der Downloads",label_recently_added:"Anzahl der Poster",label_library:"Mediathek",label_layout:"Poster-Layout",label_group:"Folgen gruppieren",label_tap_action:"Verhalten beim Tippen",help_all:"Leer lassen für alle",help_number:"Leer lassen für {n}",help_library:"Mediatheken für kürzlich Hinzugefügtes. Leer lassen für alle",help_group:"Ein Poster für die Folgen einer Staffel",layout_row:"Reihe",layout_grid:"Raster",tap_details:"Details",tap_url:"In Plex öffnen",tap_none:"Nichts",invalid_entry_id:"„entry_id“ muss die ID eines Eintrags von Plex Arrivals oder eine Liste von IDs sein.",invalid_show:"„show“ muss eine Liste aus status, deliveries und recently_added sein, jedes höchstens einmal.",invalid_deliveries:"„deliveries“ muss eine ganze Zahl von 1 bis 50 sein.",invalid_recently_added:"„recently_added“ muss eine ganze Zahl von 1 bis 50 sein.",invalid_library:"„library“ muss eine Liste von Titeln oder IDs von Mediatheken sein.",invalid_layout:"„layout“ muss row oder grid sein.",invalid_group:"„group“ muss true oder false sein.",invalid_tap_action:"„tap_action“ muss details, url oder none sein.",invalid_title:"„title“ muss Text sein.",several_servers:"Mehrere Server werden nur in YAML unterstützt."};var Gt={name:"Plex Arrivals",description:"Downloads on the way to Plex, and what was added recently",status:"Status",deliveries:"Downloads",recently_added:"Recently added",recently_added_in:"Recently added in {library}",part_of_server:"{part} · {server}",online:"Online",online_since:"Online since {time}",offline:"Offline",offline_since:"Offline since {time}",scanning_library:"scanning {library}",more:"{n} more",not_loaded:"Not ready yet",needs_you:"{n} needs you|{n} need you",downloading:"Downloading",waiting:"Waiting",waiting_for:"Waiting for {importer}",import_blocked:"{importer} cannot import it",scanning:"Scanning",available:"In Plex",upgraded:"Upgraded",partly_available:"Partly in Plex",unmatched:"No library",missing:"Not found in Plex",steps:"Downloaded · Library found · Scanned · In Plex",settling:"for the files to settle",plex_offline:"Plex is not available",import_awaited:"for Sonarr, Radarr, or Lidarr",no_library:"no library for {path}",no_import:"not imported within a day",not_found:"after several scans",forbidden:"no permission to scan",plex_failed:"Plex reported an error",internal_error:"unexpected error, check the logs",partly_found:"{n} of {all} files",not_recognised:"not recognized",time_left:"{time} left",second_look:"second look",another_look:"look {number}",next_look:"next in {time}",upgrade:"upgrade",upgraded_from:"from {quality}",to_library:"to {library}",requested_by:"for {names}",items:"{n} items",episodes:"{n} episodes",tracks:"{n} tracks",found_episodes:"{n} of {all} episodes in Plex",found_tracks:"{n} of {all} tracks in Plex",found_files:"{n} of {all} files in Plex",season:"Season {n}",view:"View in Plex",fix:"Fix",retry:"Retry",dismiss:"Dismiss",show_all:"Show {n} more",show_less:"Show fewer",loading:"Loading",no_deliveries:"All quiet",no_recent:"Nothing added yet",no_such_library:"No library named {library}",no_server:"No Plex server is set up",no_server_allowed:"You do not have permission to view a Plex server",unauthorized:"You do not have permission to view this Plex server",not_found_server:"This Plex server is no longer set up",integration_outdated:"This card needs a newer version of Plex Arrivals",update_hint:"Restart Home Assistant to finish the update",failed:"Plex Arrivals does not respond",card_outdated:"Plex Arrivals was updated",reload:"Reload",choose_server:"Edit the card and select another server",ask_admin:"Ask an administrator for access",add_server:"Add one under Settings > Devices & services",disabled:"{name} is disabled",enable_server:"Enable it under Settings > Devices & services",no_permission:"You do not have permission to view this card",label_title:"Title",label_entry_id:"Server",label_show:"Sections to show",label_deliveries:"Number of downloads",label_recently_added:"Number of posters",label_library:"Library",label_layout:"Poster layout",label_group:"Group episodes",label_tap_action:"Tap behavior",help_all:"Leave empty for all",help_number:"Leave empty for {n}",help_library:"Libraries to show in recently added. Leave empty for all",help_group:"One poster for the episodes of a season",layout_row:"Row",layout_grid:"Grid",tap_details:"Details",tap_url:"Open in Plex",tap_none:"Nothing",invalid_entry_id:"“entry_id” must be the ID of a Plex Arrivals entry, or a list of IDs.",invalid_show:"“show” must be a list of status, deliveries, and recently_added, each at most once.",invalid_deliveries:"“deliveries” must be a whole number from 1 to 50.",invalid_recently_added:"“recently_added” must be a whole number from 1 to 50.",invalid_library:"“library” must be a list of library titles or IDs.",invalid_layout:"“layout” must be row or grid.",invalid_group:"“group” must be true or false.",invalid_tap_action:"“tap_action” must be details, url, or none.",invalid_title:"“title” must be text.",several_servers:"More than one server is only supported in YAML."};var Wt={name:"Plex Arrivals",description:"Descargas de camino a Plex y elementos añadidos recientemente",status:"Estado",deliveries:"Descargas",recently_added:"Añadido recientemente",recently_added_in:"Añadido recientemente en {library}",part_of_server:"{part} · {server}",online:"En línea",online_since:"En línea desde {time}",offline:"Sin conexión",offline_since:"Sin conexión desde {time}",scanning_library:"escaneando {library}",more:"{n} más",not_loaded:"Aún no está listo",needs_you:"{n} te necesita|{n} te necesitan",downloading:"Descargando",waiting:"En espera",waiting_for:"Esperando a {importer}",import_blocked:"{importer} no lo importa",scanning:"Escaneando",available:"En Plex",upgraded:"Mejorada",partly_available:"En parte en Plex",unmatched:"Sin biblioteca",missing:"No encontrada en Plex",steps:"Descargado · Biblioteca encontrada · Analizado · En Plex",settling:"de que los archivos dejen de cambiar",plex_offline:"Plex no está disponible",import_awaited:"de Sonarr, Radarr o Lidarr",no_library:"sin biblioteca para {path}",no_import:"sin importar en un día",not_found:"tras varios escaneos",forbidden:"sin permiso para escanear",plex_failed:"Plex ha notificado un error",internal_error:"error inesperado, consulta los registros",partly_found:"{n} de {all} archivos",not_recognised:"sin reconocer",time_left:"listo en {time}",second_look:"segundo intento",another_look:"intento {number}",next_look:"siguiente en {time}",upgrade:"mejora",upgraded_from:"desde {quality}",to_library:"a {library}",requested_by:"para {names}",items:"{n} elementos",episodes:"{n} episodios",tracks:"{n} pistas",found_episodes:"{n} de {all} episodios en Plex",found_tracks:"{n} de {all} pistas en Plex",found_files:"{n} de {all} archivos en Plex",season:"Temporada {n}",view:"Ver en Plex",fix:"Arreglar",retry:"Reintentar",dismiss:"Descartar",show_all:"Mostrar {n} más",show_less:"Mostrar menos",loading:"Cargando",no_deliveries:"Todo en calma",no_recent:"Aún no se ha añadido nada",no_such_library:"No hay ninguna biblioteca llamada {library}",no_server:"No hay ningún servidor Plex configurado",no_server_allowed:"No tienes permiso para ver ningún servidor Plex",unauthorized:"No tienes permiso para ver este servidor Plex",not_found_server:"Este servidor Plex ya no está configurado",integration_outdated:"Esta tarjeta necesita una versión más reciente de Plex Arrivals",update_hint:"Reinicia Home Assistant para terminar la actualización",failed:"Plex Arrivals no responde",card_outdated:"Plex Arrivals se ha actualizado",reload:"Recargar",choose_server:"Edita la tarjeta y selecciona otro servidor",ask_admin:"Pide acceso a un administrador",add_server:"Añade uno en Configuración > Dispositivos y servicios",disabled:"{name} está deshabilitado",enable_server:"Habilítalo en Configuración > Dispositivos y servicios",no_permission:"No tienes permiso para ver esta tarjeta",label_title:"Título",label_entry_id:"Servidor",label_show:"Secciones que se muestran",label_deliveries:"Número de descargas",label_recently_added:"Número de pósteres",label_library:"Biblioteca",label_layout:"Diseño de los pósteres",label_group:"Agrupar episodios",label_tap_action:"Comportamiento al tocar",help_all:"Déjalo en blanco para todo",help_number:"Déjalo en blanco para {n}",help_library:"Bibliotecas para lo añadido recientemente. Déjalo en blanco para todas",help_group:"Un póster para los episodios de una temporada",layout_row:"Fila",layout_grid:"Cuadrícula",tap_details:"Detalles",tap_url:"Abrir en Plex",tap_none:"Nada",invalid_entry_id:"«entry_id» debe ser el ID de una entrada de Plex Arrivals, o una lista de ID.",invalid_show:"«show» debe ser una lista de status, deliveries y recently_added, cada uno una vez como mucho.",invalid_deliveries:"«deliveries» debe ser un número entero del 1 al 50.",invalid_recently_added:"«recently_added» debe ser un número entero del 1 al 50.",invalid_library:"«library» debe ser una lista de títulos o ID de bibliotecas.",invalid_layout:"«layout» debe ser row o grid.",invalid_group:"«group» debe ser true o false.",invalid_tap_action:"«tap_action» debe ser details, url o none.",invalid_title:"«title» debe ser texto.",several_servers:"Varios servidores solo se admiten en YAML."};var Yt={name:"Plex Arrivals",description:"Téléchargements en route vers Plex et ajouts récents",status:"État",deliveries:"Téléchargements",recently_added:"Ajouts récents",recently_added_in:"Ajouts récents dans {library}",part_of_server:"{part} · {server}",online:"En ligne",online_since:"En ligne depuis {time}",offline:"Hors ligne",offline_since:"Hors ligne depuis {time}",scanning_library:"analyse de {library}",more:"{n} de plus",not_loaded:"Pas encore prêt",needs_you:"{n} a besoin de vous|{n} ont besoin de vous",downloading:"Téléchargement",waiting:"En attente",waiting_for:"En attente de {importer}",import_blocked:"{importer} n’importe pas",scanning:"Analyse",available:"Dans Plex",upgraded:"Amélioré",partly_available:"En partie dans Plex",unmatched:"Aucune bibliothèque",missing:"Introuvable dans Plex",steps:"Téléchargé · Bibliothèque trouvée · Analysé · Dans Plex",settling:"de la stabilisation des fichiers",plex_offline:"Plex n’est pas disponible",import_awaited:"de Sonarr, Radarr ou Lidarr",no_library:"aucune bibliothèque pour {path}",no_import:"non importé en une journée",not_found:"après plusieurs analyses",forbidden:"pas d’autorisation d’analyser",plex_failed:"Plex a signalé une erreur",internal_error:"erreur inattendue, consultez les journaux",partly_found:"{n} des {all} fichiers",not_recognised:"non reconnu",time_left:"il reste {time}",second_look:"deuxième essai",another_look:"essai {number}",next_look:"prochain dans {time}",upgrade:"amélioration",upgraded_from:"depuis {quality}",to_library:"vers {library}",requested_by:"pour {names}",items:"{n} éléments",episodes:"{n} épisodes",tracks:"{n} pistes",found_episodes:"{n} des {all} épisodes dans Plex",found_tracks:"{n} des {all} pistes dans Plex",found_files:"{n} des {all} fichiers dans Plex",season:"Saison {n}",view:"Voir dans Plex",fix:"Corriger",retry:"Réessayer",dismiss:"Ignorer",show_all:"Afficher {n} de plus",show_less:"Afficher moins",loading:"Chargement",no_deliveries:"Tout est calme",no_recent:"Aucun ajout pour l’instant",no_such_library:"Aucune bibliothèque nommée {library}",no_server:"Aucun serveur Plex n’est configuré",no_server_allowed:"Vous n’êtes pas autorisé à afficher un serveur Plex",unauthorized:"Vous n’êtes pas autorisé à afficher ce serveur Plex",not_found_server:"Ce serveur Plex n’est plus configuré",integration_outdated:"Cette carte nécessite une version plus récente de Plex Arrivals",update_hint:"Redémarrez Home Assistant pour terminer la mise à jour",failed:"Plex Arrivals ne répond pas",card_outdated:"Plex Arrivals a été mis à jour",reload:"Recharger",choose_server:"Modifiez la carte et sélectionnez un autre serveur",ask_admin:"Demandez l’accès à un administrateur",add_server:"Ajoutez-en un dans Paramètres > Appareils et services",disabled:"{name} est désactivé",enable_server:"Activez-le dans Paramètres > Appareils et services",no_permission:"Vous n’êtes pas autorisé à afficher cette carte",label_title:"Titre",label_entry_id:"Serveur",label_show:"Sections à afficher",label_deliveries:"Nombre de téléchargements",label_recently_added:"Nombre d’affiches",label_library:"Bibliothèque",label_layout:"Disposition des affiches",label_group:"Grouper les épisodes",label_tap_action:"Comportement lors d’un appui",help_all:"Laissez vide pour tout",help_number:"Laissez vide pour {n}",help_library:"Bibliothèques pour les ajouts récents. Laissez vide pour toutes",help_group:"Une affiche pour les épisodes d’une saison",layout_row:"Rangée",layout_grid:"Grille",tap_details:"Détails",tap_url:"Ouvrir dans Plex",tap_none:"Rien",invalid_entry_id:"« entry_id » doit être l’ID d’une entrée de Plex Arrivals, ou une liste d’ID.",invalid_show:"« show » doit être une liste de status, deliveries et recently_added, chacun une fois au plus.",invalid_deliveries:"« deliveries » doit être un nombre entier de 1 à 50.",invalid_recently_added:"« recently_added » doit être un nombre entier de 1 à 50.",invalid_library:"« library » doit être une liste de titres ou d’ID de bibliothèques.",invalid_layout:"« layout » doit être row ou grid.",invalid_group:"« group » doit être true ou false.",invalid_tap_action:"« tap_action » doit être details, url ou none.",invalid_title:"« title » doit être du texte.",several_servers:"Plusieurs serveurs ne sont pris en charge qu’en YAML."};var Zt={name:"Plex Arrivals",description:"Downloads onderweg naar Plex en recent toegevoegde items",status:"Status",deliveries:"Downloads",recently_added:"Recent toegevoegd",recently_added_in:"Recent toegevoegd in {library}",part_of_server:"{part} · {server}",online:"Online",online_since:"Online sinds {time}",offline:"Offline",offline_since:"Offline sinds {time}",scanning_library:"scant {library}",more:"nog {n}",not_loaded:"Nog niet gereed",needs_you:"{n} heeft je nodig|{n} hebben je nodig",downloading:"Downloaden",waiting:"Wachten",waiting_for:"Wacht op {importer}",import_blocked:"{importer} importeert niet",scanning:"Scannen",available:"In Plex",upgraded:"Verbeterd",partly_available:"Deels in Plex",unmatched:"Geen bibliotheek",missing:"Niet gevonden in Plex",steps:"Gedownload · Bibliotheek gevonden · Gescand · In Plex",settling:"tot de bestanden niet meer veranderen",plex_offline:"Plex is niet beschikbaar",import_awaited:"op Sonarr, Radarr of Lidarr",no_library:"geen bibliotheek voor {path}",no_import:"niet binnen een dag geïmporteerd",not_found:"na meerdere scans",forbidden:"geen toestemming om te scannen",plex_failed:"Plex heeft een fout gemeld",internal_error:"onverwachte fout, controleer de logboeken",partly_found:"{n} van {all} bestanden",not_recognised:"niet herkend",time_left:"nog {time}",second_look:"tweede poging",another_look:"poging {number}",next_look:"volgende over {time}",upgrade:"verbetering",upgraded_from:"van {quality}",to_library:"naar {library}",requested_by:"voor {names}",items:"{n} items",episodes:"{n} afleveringen",tracks:"{n} nummers",found_episodes:"{n} van {all} afleveringen in Plex",found_tracks:"{n} van {all} nummers in Plex",found_files:"{n} van {all} bestanden in Plex",season:"Seizoen {n}",view:"Bekijk in Plex",fix:"Oplossen",retry:"Opnieuw proberen",dismiss:"Negeren",show_all:"Nog {n} tonen",show_less:"Minder tonen",loading:"Laden",no_deliveries:"Alles rustig",no_recent:"Nog niets toegevoegd",no_such_library:"Geen bibliotheek met de naam {library}",no_server:"Er is geen Plex-server ingesteld",no_server_allowed:"Je hebt geen toestemming om een Plex-server te bekijken",unauthorized:"Je hebt geen toestemming om deze Plex-server te bekijken",not_found_server:"Deze Plex-server is niet meer ingesteld",integration_outdated:"Deze kaart vereist een nieuwere versie van Plex Arrivals",update_hint:"Herstart Home Assistant om de update af te ronden",failed:"Plex Arrivals reageert niet",card_outdated:"Plex Arrivals is bijgewerkt",reload:"Herladen",choose_server:"Bewerk de kaart en selecteer een andere server",ask_admin:"Vraag een beheerder om toegang",add_server:"Voeg er een toe via Instellingen > Apparaten en diensten",disabled:"{name} is uitgeschakeld",enable_server:"Schakel deze in via Instellingen > Apparaten en diensten",no_permission:"Je hebt geen toestemming om deze kaart te bekijken",label_title:"Titel",label_entry_id:"Server",label_show:"Weergegeven onderdelen",label_deliveries:"Aantal downloads",label_recently_added:"Aantal posters",label_library:"Bibliotheek",label_layout:"Indeling van de posters",label_group:"Afleveringen groeperen",label_tap_action:"Gedrag bij tikken",help_all:"Laat leeg voor alles",help_number:"Laat leeg voor {n}",help_library:"Bibliotheken voor recent toegevoegd. Laat leeg voor alle",help_group:"Eén poster voor de afleveringen van een seizoen",layout_row:"Rij",layout_grid:"Raster",tap_details:"Details",tap_url:"Openen in Plex",tap_none:"Niets",invalid_entry_id:"“entry_id” moet de ID van een Plex Arrivals-item zijn, of een lijst met ID's.",invalid_show:"“show” moet een lijst zijn van status, deliveries en recently_added, elk hoogstens één keer.",invalid_deliveries:"“deliveries” moet een geheel getal van 1 tot 50 zijn.",invalid_recently_added:"“recently_added” moet een geheel getal van 1 tot 50 zijn.",invalid_library:"“library” moet een lijst zijn met titels of ID's van bibliotheken.",invalid_layout:"“layout” moet row of grid zijn.",invalid_group:"“group” moet true of false zijn.",invalid_tap_action:"“tap_action” moet details, url of none zijn.",invalid_title:"“title” moet tekst zijn.",several_servers:"Meerdere servers worden alleen in YAML ondersteund."};var Jt={en:Gt,de:Ft,fr:Yt,nl:Zt,es:Wt},Ve=(t="en")=>Jt[Xt(t)]?t:"en";function E(t){let e=Ve(t),n=Jt[Xt(e)];return(r,i={})=>{let[s,o=s]=n[r].split("|");return(o===s||new Intl.PluralRules(e).select(Number(i.n))==="one"?s:o).replace(/\{(\w+)\}/g,(a,u)=>String(i[u]??a))}}var Xt=t=>t.split(/[-_]/)[0].toLowerCase(),I=()=>globalThis.document?.documentElement.lang||"en";var _e=["status","deliveries","recently_added"],Ke=["details","url","none"],Fe=50,ge=t=>typeof t=="string",Qt=t=>Array.isArray(t)&&t.every(e=>ge(e)&&e),qe=t=>Number.isFinite(t),ar=t=>new Set(t).size===t.length,lr={title:ge,entry_id:t=>ge(t)||Qt(t),show:t=>Qt(t)&&t.every(e=>_e.includes(e))&&ar(t),deliveries:qe,recently_added:qe,library:t=>[t].flat().every(e=>ge(e)||qe(e)),layout:t=>t==="row"||t==="grid",group:t=>typeof t=="boolean",tap_action:t=>Ke.includes(tn(t))};function tn(t){let e=t.action??t;return e==="more-info"?"details":e}function U(t,e=I()){for(let[n,r]of Object.entries(lr)){let i=t[n];if(i!=null&&!r(i))throw new Error(E(e)(`invalid_${n}`))}return{title:t.title??"",entryIds:[t.entry_id??[]].flat().filter(Boolean),show:t.show?.length?t.show:[..._e],deliveries:en(t.deliveries??5),recentlyAdded:en(t.recently_added??12),library:[t.library??[]].flat().map(n=>String(n).trim()).filter(Boolean),layout:t.layout??"row",group:t.group??!0,tapAction:tn(t.tap_action??"details")}}function en(t){return Math.min(Math.max(Math.round(t),1),Fe)}var J="plex-arrivals-card";function nn(){let t=E(I()),{deliveries:e,recentlyAdded:n,layout:r,tapAction:i}=U({}),s={entry_id:t("help_all"),show:t("help_all"),deliveries:t("help_number",{n:e}),recently_added:t("help_number",{n}),library:t("help_library"),layout:t("help_number",{n:t(`layout_${r}`)}),group:t("help_group"),tap_action:t("help_number",{n:t(`tap_${i}`)})},o={number:{min:1,max:Fe,mode:"box"}},l=(a,u,m)=>({select:{options:a.map(d=>({value:d,label:t(u(d))})),...m}});return{schema:[{name:"entry_id",selector:{config_entry:{integration:"plex_arrivals"}}},{name:"title",selector:{text:{}}},{name:"show",selector:l(_e,a=>a,{multiple:!0,reorder:!0,mode:"dropdown"})},{name:"",type:"grid",schema:[{name:"deliveries",selector:o},{name:"recently_added",selector:o}]},{name:"library",selector:{text:{multiple:!0}}},{name:"layout",selector:l(["row","grid"],a=>`layout_${a}`,{mode:"dropdown"})},{name:"group",selector:{boolean:{}}},{name:"tap_action",selector:l(Ke,a=>`tap_${a}`,{mode:"dropdown"})}],computeLabel:({name:a})=>a?t(`label_${a}`):"",computeHelper:({name:a})=>s[a]??"",assertConfig(a){if(U(a),Array.isArray(a.entry_id))throw new Error(t("several_servers"));if(typeof a.tap_action=="object")throw new Error(t("invalid_tap_action"));if(a.library!=null&&!Array.isArray(a.library))throw new Error(t("invalid_library"))}}}function rn(){let{show:t,deliveries:e,recentlyAdded:n,layout:r,group:i,tapAction:s}=U({});return{show:t,deliveries:e,recently_added:n,layout:r,group:i,tap_action:s}}var dr={recently_added:["recently_added"],library_recently_added:["recently_added"],last_arrival:["deliveries"],last_arrival_poster:["deliveries"],delivery:["deliveries"],deliveries_in_progress:["deliveries"],downloads_running:["deliveries"],online:["status"],library_scanning:["status"]};function sn(t,e){let n=t.entities?.[e];if(n?.platform!=="plex_arrivals")return null;let r=n.device_id&&t.devices?.[n.device_id]?.primary_config_entry,i=dr[n.translation_key??""];if(!i)return null;let o=n.translation_key==="library_recently_added"&&t.states?.[e]?.attributes.library;return{config:{type:`custom:${J}`,...r&&{entry_id:r},show:i,...o&&{library:[o]}}}}function A(t,e,n,r,i={},s){return c`<div class="head notice">
<div class="icon"><ha-icon .icon=${e}></ha-icon></div>
<div class="text">
<div class="name">${t(n,i)}</div>
${r?c`<div class="line">${t(r)}</div>`:p}
</div>
${s??p}
</div>`}function We(t,e){return e?A(t,"mdi:plex","no_server","add_server"):A(t,"mdi:lock-outline","no_server_allowed","ask_admin")}function Ye(t,e,n){let r=n?"enable_server":"ask_admin";return e.map(i=>A(t,"mdi:server-off","disabled",r,{name:i}))}function Ze(t,e,n){switch(e){case"unauthorized":return A(t,"mdi:lock-outline","unauthorized","ask_admin");case"not_found":return A(t,"mdi:server-off","not_found_server",n?"choose_server":void 0);case"unknown_command":return Je(t);case"failed":return A(t,"mdi:alert-circle-outline","failed")}}function Je(t){return A(t,"mdi:update","integration_outdated","update_hint")}function on(t){let e=c`<button class="button" @click=${()=>location.reload()}>${t("reload")}</button>`;return A(t,"mdi:update","card_outdated",void 0,{},e)}function ve(t,e){return c`<div class="skeleton" role="status" aria-label=${t("loading")}>
${e.show.map(n=>ur[n](e))}
</div>`}var cr=5,Ge=c`<div class="text"><i></i><i></i></div>`,ur={status:()=>c`<div class="head">
<div class="icon"></div>
${Ge}
</div>`,deliveries:({deliveries:t})=>c`<section>
<div class="heading"><i></i></div>
<div class="rows">
${Array.from({length:Math.min(t,cr)},()=>c`<div class="row">
<div class="thumbnail"></div>
${Ge}
</div>`)}
</div>
</section>`,recently_added:({layout:t,recentlyAdded:e})=>c`<section>
<div class="heading"><i></i></div>
<div class="posters ${t==="grid"?"grid":"strip"}">
${Array.from({length:e},()=>c`<div>
<div class="art"></div>
${Ge}
</div>`)}
</div>
</section>`};function X(t,e,n){let r=[String(e),(n??"").trim().toLowerCase()];return t.some(i=>r.includes(i.trim().toLowerCase()))}function an(t,e){let n=t.libraries??[];return e.length>0&&n.length>0&&!n.some(({id:r,title:i})=>X(e,r,i))}var C=t=>String(t).padStart(2,"0");function ye(t){return["episode","season"].includes(t.type)&&t.show||t.title||t.show||""}function be(t,e){return t.type==="episode"?[t.season!=null&&`S${C(t.season)}`,t.episode!=null&&`E${C(t.episode)}`].filter(Boolean).join(" "):t.type==="season"&&t.season!=null?e("season",{n:t.season}):(t.type==="album"||t.type==="track")&&t.show?t.show:t.year?String(t.year):""}var pr={movie:"mdi:movie-open-outline",show:"mdi:television",season:"mdi:television",episode:"mdi:television",artist:"mdi:music-note",album:"mdi:music-note",track:"mdi:music-note",music:"mdi:music-note",photo:"mdi:image-outline",photoalbum:"mdi:image-outline",other:"mdi:movie-open-outline"};function xe(t){return pr[t??""]??"mdi:tray-arrow-down"}function we(t,e){let n=Date.parse(t);if(Number.isNaN(n))return"";let{language:r}=e,i=Math.max(0,e.now-n),s=un(n,e);if(i<6e4)return Qe(r).format(0,"second");if(i<36e5)return ln(Math.floor(i/6e4),"minute",r);if(s===0||i<6*36e5)return ln(Math.floor(i/36e5),"hour",r);if(s===1)return Qe(r).format(-1,"day");let o=s<7?{weekday:"long"}:cn(n,e);return pn(n,o,e,r)}function dn(t,e){let n=Date.parse(t);if(Number.isNaN(n))return"";let r={hour:"numeric",minute:"2-digit",...mr(e.locale)},i=un(n,e)?{...cn(n,e),...r}:r;return pn(n,i,e,e.locale.language)}function et(t,e){if(Math.round(t)<60)return Q(Math.round(t),"second",e);let n=Math.round(t/60);if(n<60)return Q(n,"minute",e);if(n>=2880)return Q(Math.round(n/60/24),"day",e);let r=n%60,i=Q(Math.floor(n/60),"hour",e);return r&&n<600?`${i} ${Q(r,"minute",e)}`:i}function $e(t,e){return ee(Intl.NumberFormat,e,{style:"percent"}).format(Math.floor(t)/100)}function ln(t,e,n){let r=Qe(n).format(-t,e);return n.startsWith("en")?r.replace(".",""):r}function Qe(t){return ee(Intl.RelativeTimeFormat,t,{numeric:"auto",style:"short"})}function Q(t,e,n){return ee(Intl.NumberFormat,n,{style:"unit",unit:e,unitDisplay:"short"}).format(t)}function cn(t,e){return{day:"numeric",month:"short",...e.now-t>2592e7&&{year:"numeric"}}}function un(t,e){let n=r=>{let i=ee(Intl.DateTimeFormat,"sv",{dateStyle:"short",timeZone:mn(e)});return Date.parse(`${i.format(r)}T00:00:00Z`)};return Math.round((n(e.now)-n(t))/864e5)}function pn(t,e,n,r){return ee(Intl.DateTimeFormat,r,{...e,timeZone:mn(n)}).format(t)}function mn(t){return t.locale.time_zone==="server"?t.timeZone:void 0}function mr({time_format:t}){return t==="12"?{hourCycle:"h12"}:t==="24"?{hourCycle:"h23"}:t!=="system"?{}:{hourCycle:new Intl.DateTimeFormat(void 0,{hour:"numeric"}).resolvedOptions().hourCycle}}var Xe=new Map;function ee(t,e,n){let r=JSON.stringify([t.name,e,n]);return Xe.has(r)||Xe.set(r,new t(e,n)),Xe.get(r)}function Ae({recently_added:t},e){let{library:n,group:r,recentlyAdded:i}=e,s=new Map;for(let o of t??[]){if(n.length&&!X(n,o.library_id,o.library))continue;let l=r&&gn(o)||o.rating_key,a=s.get(l),u=o.type==="season"?0:1;a?a.count+=u:s.size<i&&s.set(l,{item:o,count:u})}return[...s.values()]}function tt({item:t,count:e}){return e>1&&gn(t)||t.url}function nt(t){return/metadata(?:%2F|\/)(\d+)/.exec(tt(t))?.[1]??t.item.rating_key}function hn({item:t,count:e}){return e>1&&t.album||ye(t)}function fn({item:t,count:e},n,r){return(e>1&&t.season!=null?[`S${C(t.season)}`,n("episodes",{n:e})]:[be(t,n),t.added_at&&we(t.added_at,r)]).filter(Boolean).join(" · ")}function gn({type:t,url:e,season_url:n,album_url:r}){return{episode:n,season:e,track:r}[t]}function _n(t,e,n,r){return p}var _={tone:"ok",progress:1},y={tone:"none",progress:0},te=t=>({tone:t,progress:1}),ne=(t,e)=>({tone:t,progress:e==null?void 0:Math.min(Math.max(e/100,0),1)}),rt=new Set(["settling","import_awaited",null]);function b(t){return t.state==="downloading"}function it(t){return b(t)?t.id:t.delivery_id}function st(t){return t.state==="unmatched"||t.state==="missing"}function Se(t){return t.state==="waiting"&&t.reason==="import_blocked"}function x(t){return st(t)||Se(t)}function ot(t){return{items:t.item_count??t.items.length,missing:t.missing_count??t.missing_files.length}}function yn(t,e){switch(t.state){case"downloading":return{label:"downloading",tone:"info",steps:[ne("info",t.progress),rt.has(t.reason)?y:te("warning"),y,y]};case"waiting":{if(Se(t))return{label:t.importer?"import_blocked":"waiting",tone:"error",steps:[_,te("warning"),y,y]};let n=rt.has(t.reason)?"neutral":"warning";return{label:bn(t)?"waiting_for":"waiting",tone:n,steps:[_,ne(n,null),y,y]}}case"scanning":{let{files:n,of:r}=t.found??{files:0,of:0},i=e.find(({library_id:o})=>o===t.library_id);return{label:"scanning",tone:"info",steps:n&&n===r?[_,_,_,ne("info",null)]:[_,_,ne("info",n?100*n/r:i?.progress),y]}}case"available":{let{items:n,missing:r}=ot(t);if(r){let i=100*n/(n+r);return{label:"partly_available",tone:"warning",steps:[_,_,_,ne("warning",i)]}}return{label:t.kind==="upgraded"?"upgraded":"available",tone:"ok",steps:[_,_,_,_]}}case"unmatched":return{label:"unmatched",tone:"warning",steps:[_,te("warning"),y,y]};case"missing":return{label:"missing",tone:"error",steps:t.tried.length?[_,_,_,te("error")]:[_,_,te("error"),y]};default:return{label:"waiting",tone:"neutral",steps:[_,y,y,y]}}}function bn({reason:t,importer:e}){return t==="import_awaited"&&!!e}function xn(t,e,n){if(b(t))return[n(e)];let r=e==="upgraded"&&Sn(t);return[n(e,{importer:t.importer??""}),...r?[n("upgraded_from",{quality:r})]:[]]}function wn(t,e,n,r){let i=t.reason?fr(t,t.reason,e):null,s=t.media?.is_upgrade&&t.state!=="available"&&!x(t)?e("upgrade"):null;if(b(t)){let d=t.library&&e("to_library",{library:t.library});return vn([t.progress==null?null:$e(t.progress,n.locale.language),t.time_left==null?null:e("time_left",{time:et(t.time_left,n.language)}),d??(rt.has(t.reason)?null:i),s])}let o=t.state==="available"?t.updated_at:t.download.finished_at??t.created_at,l=vr(t,e,r),a=t.state==="scanning"&&!l?hr(t,e,n):null,{items:u,missing:m}=ot(t);return vn([i,l,a,t.state==="available"&&u>1&&!m?_r(t.items,u,e):null,st(t)||l?null:t.library,t.requested_by?.length?e("requested_by",{names:t.requested_by.join(", ")}):null,s,a||Se(t)?null:we(o,n)])}function hr({scan_number:t,next_scan_at:e},n,r){let i=(Date.parse(e??"")-r.now)/1e3;if(!(i>0))return null;let s=n("next_look",{time:et(i,r.language)});return!t||t<2?s:`${n(t>2?"another_look":"second_look",{number:t})}, ${s}`}function $n(t,e){let n={ok:" ✓",none:"",info:" …",neutral:" …",warning:" !",error:" !"};return e("steps").split(" · ").map((r,i)=>(r+n[t[i].tone]).replaceAll(" "," ")).join(" · ")}function fr(t,e,n){if(!b(t)&&bn(t))return null;if(!b(t)&&Se(t))return t.messages?.[0]??t.explanation;if(!gr.has(e))return t.explanation;if(e==="no_library"&&st(t))return t.download.path;let{items:r,missing:i}=b(t)?{items:0,missing:0}:ot(t);return e==="partly_found"&&!i?t.explanation:n(e,{path:t.download.path,n:r,all:r+i})}var gr=new Set(["settling","plex_offline","import_awaited","no_library","no_import","not_found","forbidden","plex_failed","internal_error","partly_found","not_recognised"]);function _r(t,e,n){let r=i=>t.every(s=>s.type===i);return n(r("episode")?"episodes":r("track")?"tracks":"items",{n:e})}function vr({found:t},e,n){return t?e(n==="show"?"found_episodes":n==="music"?"found_tracks":"found_files",{n:t.files,all:t.of}):null}function vn(t){return t.filter(e=>!!e)}function An(t,e,n){let r=e.filter(x).slice(0,n),i=e.filter(l=>!x(l)),s=n-r.length,o=t.slice(0,Math.max(s-i.length,Math.ceil(s/2)));return[...r,...o,...i.slice(0,s-o.length)]}function kn(t){let e=b(t)?[]:yr(t.items[0]);return e.length?e:br(t)}function yr({resolution:t,hdr:e,audio_channels:n}={}){return[t?at(t):"",e?"HDR":"",n&&n>2?`${n-1}.1`:""].filter(Boolean)}function Sn({upgraded_from:t,items:e}){let n=t?.resolution;return n&&n!==e[0]?.resolution?at(n):null}function at(t){return/^\d+$/.test(t)?`${t}p`:t.toUpperCase()}function br({media:t,download:e}){if(!t)return[];let n=`${t.quality??""} ${e.name}`,r=/(?<!\d)(2160|1080|720|576|480)[pi]/i.exec(n)?.[1];return[r?at(r==="2160"?"4k":r):t.quality??"",/\b(HDR|HDR10|DV|DoVi)\b/.test(n)?"HDR":""].filter(Boolean)}function ke({devices:t},e){let n=Object.values(t??{}).find(r=>r?.primary_config_entry===e);return n?.name_by_user||n?.name||void 0}var lt=[160,320,640];function Tn(t,e,n){let r=e*Math.min(n,3),i=lt.find(s=>s*1.1>=r)??lt[lt.length-1];return`${t}${t.includes("?")?"&":"?"}width=${i}&height=${i*1.5}`}function dt(t){return t.replace(/([?&])authSig=[^&]*&?/,"$1").replace(/[?&]$/,"")}function ct(t){return t&&/^(https?|plex):/i.test(t)?t:void 0}function Te({hass:t},e,n,r,i){let s=e&&Tn(t.hassUrl?.(e)??e,r,globalThis.devicePixelRatio||1);return c`<plex-arrivals-poster .src=${s||void 0} .icon=${n} .online=${i}></plex-arrivals-poster>`}function H(t,e,n,r){let i=ct(t);if(!i)return c`<span class=${e}>${n}</span>`;let s=i.startsWith("http")?"_blank":"_self";return r?c`<a class=${e} href=${i} target=${s} rel="noreferrer" aria-label=${r}>${n}</a>`:c`<a class=${e} href=${i} target=${s} rel="noreferrer">${n}</a>`}function Pe({config:t,openDetails:e},n,r,i,s,o=""){let l=`${i} opener`;return t.tapAction==="none"?c`<span class=${i} title=${o}>${s}</span>`:t.tapAction==="url"&&ct(r)?H(r,l,s):c`<button class=${l} title=${o} aria-haspopup="dialog" @click=${()=>e(n)}>
${s}
</button>`}function Pn(t,e){if(e===void 0)return"integration";let[n,r]=[t,e].map(i=>i.split(/[.+-]/).map(s=>parseInt(s,10)||0));for(let i=0;i<3;i++){let s=(n[i]??0)-(r[i]??0);if(s)return s<0?"card":"integration"}return null}function En(t){return t.split(".").slice(0,3).join(".")}var Rn=2*Math.PI*20.5,ut="/config/integrations/integration/plex_arrivals",xr={invalid_auth:ut,forbidden:ut,another_server:ut,invalid_certificate:"/config/repairs"};function Ee(t,e,n){let{server:r,deliveries:i}=n,s=!!(e.loaded&&r?.online),o=ke(t.hass,e.entry_id)||r?.name||e.title,l=r?.can_manage?(i??[]).filter(x):[];return c`<div class="head">
<div class="icon ${s?"online":""}">
${s&&r?.scanning?.length?Sr(r.scanning):p}
<svg class="arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h6l6.5 9L12 21H6l6.5-9z"></path></svg>
</div>
<div class="text">
${H(r?.url,"name",c`<bdi title=${o}>${o}</bdi>`)}
${e.loaded&&r?$r(t,r,wr(t,l)):c`<div class="line">${e.loaded?p:t.localize("not_loaded")}</div>`}
</div>
</div>`}function pt({hass:t},{problem:e}){if(!e||e==="cannot_connect")return;let n=`component.plex_arrivals.entity.binary_sensor.online.state_attributes.problem.state.${e}`;return t.localize(n)||void 0}function wr({localize:t},e){if(!e.length)return p;let n=t("needs_you",{n:e.length});return c` <span class="needy"
>· ${e.some(({repair:r})=>r)?c`<a class="warning" href="/config/repairs">${n}</a>`:c`<span class="warning">${n}</span>`}</span
>`}function $r(t,e,n){let{localize:r,clock:i}=t,s=e.since&&dn(e.since,i);if(!e.online){let a=s?r("offline_since",{time:s}):r("offline"),u=pt(t,e)??a,m=e.can_manage&&xr[e.problem??""];return c`<div class="line">
${m?c`<a class="error" href=${m} title=${a}>${u}</a>`:c`<span class="error" title=${a}>${u}</span>`}${n}
</div>`}let{version:o}=e,l=Ar(t,e.scanning??[]);return c`<div class="line">
<span
><span title=${s?r("online_since",{time:s}):""}>${r("online")}</span>${l?c` · <span title=${l}>${l}</span>`:p}${o?c` · <span title="Plex ${o}">Plex ${En(o)}</span>`:p}</span
>${n}
</div>`}function Ar({localize:t,clock:e},[n,...r]){if(!n)return"";let i=t("scanning_library",{library:n.library}),s=n.progress==null?"":`, ${$e(n.progress,e.locale.language)}`;return i+s+(r.length?`, ${t("more",{n:r.length})}`:"")}function Sr([t]){let e=t?.progress==null?null:Math.min(Math.max(t.progress/100,0),1);return c`<svg class="ring" viewBox="0 0 44 44" aria-hidden="true">
<circle cx="22" cy="22" r="20.5" opacity=${e===null?.5:.2}></circle>
${e===null?p:zt`<circle class="arc" cx="22" cy="22" r="20.5" stroke-dasharray=${Rn}
style="stroke-dashoffset:${Rn*(1-e)}"></circle>`}
</svg>`}var mt={row:104,grid:140};function Cn(t,e,n){let{config:r}=t,i=Ae(n,r);return i.length?c`<ul class="posters ${r.layout==="grid"?"grid":"strip"}" @focusin=${Tr}>
${V(i,nt,s=>c`<li>
${Pe(t,{entryId:e,ratingKey:nt(s)},tt(s),"poster",Pr(t,s,n.online))}
</li>`)}
</ul>`:c`<p class="empty">${kr(t,n)}</p>`}function kr(t,e){let{config:n,localize:r}=t;return an(e,n.library)?r("no_such_library",{library:n.library.join(", ")}):e.online===!1?pt(t,e)??r("plex_offline"):r("no_recent")}function Tr({target:t}){let e=t;e.matches(":focus-visible")&&e.scrollIntoView({block:"nearest",inline:"nearest"})}function Pr(t,e,n){let{config:r,localize:i,clock:s}=t,{item:o,count:l}=e;return c`<span class="art"
>${Te(t,o.artwork,xe(o.type),mt[r.layout],n)}${l>1?c`<span class="count" aria-hidden="true">${l}</span>`:p}</span
>
<span class="name"><bdi>${hn(e)}</bdi></span>
<span class="line"><bdi>${fn(e,i,s)}</bdi></span>`}function Dn(t,e){let n=b(t)?[]:t.items,[r]=n;return r&&n.length===1?Er(r,e)||t.title:r?.show&&r.season!=null&&n.every(i=>Rr(i,r))?`${r.show} · ${e("season",{n:r.season})}`:r&&t.title!==t.download.name?t.title:t.media&&Cr(t.media,e)||Dr(t.title)}function Er(t,e){let[n,r]=[ye(t),be(t,e)];return r?r===t.show?`${r} · ${n}`:n===t.show?`${n} · ${r}`:`${n} (${r})`:n}function Rr({show:t,season:e},n){return t===n.show&&e===n.season}function Cr({title:t,type:e,year:n,season:r,episodes:i,album:s},o){if(!t)return"";if(s)return`${t} · ${s}`;if(r==null)return n&&e==="movie"?`${t} (${n})`:t;if(!i?.length)return`${t} · ${o("season",{n:r})}`;let[l,a]=[Math.min(...i),Math.max(...i)],u=a>l?`–E${C(a)}`:"";return`${t} · S${C(r)} E${C(l)}${u}`}function Dr(t){return t.includes(" ")?t:t.replace(/[._]+/g," ").trim()}var Lr=36;function Ln(t,e,n){let{localize:r,config:i,expanded:s}=t,o=n.running??[],l=n.deliveries??[],a=s.has(e),u=An(o,l,a?1/0:i.deliveries),m=o.length+l.length,d=m-u.length;return m?c`<ul class="rows">
${V(u,it,f=>zr(t,e,n,f))}
</ul>
${d||a&&m>i.deliveries?c`<button class="more" @click=${()=>t.toggleExpanded(e)}>
${d?r("show_all",{n:d}):r("show_less")}
</button>`:p}`:c`<p class="empty">${r("no_deliveries")}</p>`}function zr(t,e,n,r){let{config:i,localize:s,clock:o}=t,{label:l,tone:a,steps:u}=yn(r,n.server?.scanning??[]),m=n.server?.libraries?.find(({id:q})=>q===r.library_id),d=wn(r,s,o,m?.type),f=b(r)?void 0:r.items[0],h=x(r)?"mdi:alert-circle":xe(f?.type??r.media?.type??m?.type),g=Nr(t,n,r.artwork)?mt[i.layout]:Lr,v=Dn(r,s),[w,D]=xn(r,l,s),ie=[[w,D].filter(Boolean).join(" "),...d].join(" · "),Fn=b(r)?null:r.url,Gn=$n(u,s);return c`<li class="row">
<div class="thumbnail">${Te(t,r.artwork,h,g,n.server?.online)}</div>
<div class="text">
<div class="title">
${Pe(t,{entryId:e,deliveryId:it(r)},Fn,"",c`<span class="name"><bdi>${v}</bdi></span>`,`${v}
${ie}`)}
<span class="badges"
>${x(r)?p:kn(r).map(q=>c`<span class="badge">${q}</span>`)}</span
>
</div>
<div class="line">
<span class=${a}>${w}</span>${D?` ${D}`:p}${d.map(q=>c` · <bdi>${q}</bdi>`)}
</div>
</div>
<div class="buttons">${b(r)?p:Or(t,e,n,r,v)}</div>
<div class="steps" role="img" tabindex="-1" aria-label=${Gn}>${u.map(Mr)}</div>
</li>`}function Nr({config:t},{server:e},n){return t.show.includes("recently_added")&&Ae(e??{},t).some(({item:r})=>r.artwork===n)}function Mr({tone:t,progress:e}){return c`<i class="${t} ${e===void 0?"unknown":""}"
><b style="width:${Math.round((e??1)*100)}%"></b
></i>`}function Or(t,e,{server:n},r,i){let{localize:s,pending:o,callAction:l}=t,{state:a,url:u,items:m,delivery_id:d}=r,f=x(r)&&n?.can_manage;return f&&r.repair?c`<a class="button" href="/config/repairs" aria-label=${`${s("fix")}: ${i}`}
>${s("fix")}</a
>`:f?[["retry","retry_delivery","mdi:refresh"],["dismiss","dismiss_delivery","mdi:close"]].map(([g,v,w])=>c`<button
class="button quiet"
title=${s(g)}
aria-label=${`${s(g)}: ${i}`}
aria-disabled=${o.has(d)?"true":"false"}
@click=${()=>l(v,e,d)}
>
<ha-icon .icon=${w}></ha-icon>
</button>`):a!=="available"?p:c`${n?.can_play&&m[0]?_n(t,e,m[0].rating_key,i):p}
${u?H(u,"button view",c`<span>${s("view")}</span><ha-icon .icon=${"mdi:open-in-new"}></ha-icon>`,`${s("view")}: ${i}`):p}`}function zn(t,e,n,r){let{localize:i,config:s}=t;if(!n)return e.loaded?ve(i,s):Ee(t,e,{});let{server:o}=n,l=s.show.includes("status"),a=(h,g,v)=>{let w=ke(t.hass,e.entry_id)||o?.name||e.title,ie=r&&!l?i("part_of_server",{part:h,server:w}):h;return c`<section>
<h3 class="heading" tabindex="-1">${v?H(v,"",ie):ie}</h3>
${g}
</section>`},u=s.show.map(h=>{if(h==="status")return o?.online!==void 0&&Ee(t,e,n);if(h==="deliveries")return!n.deliveries&&!n.running?void 0:a(i(h),Ln(t,e.entry_id,n));if(!o?.recently_added)return;let[g,v]=Ir(t,n);return a(g,Cn(t,e.entry_id,o),v)}),m=l&&o?.online!==void 0,d=e.loaded&&o?.online!==!1;!m&&!d&&u.unshift(Ee(t,e,n));let f=u.filter(Boolean);return f.length?f:A(i,"mdi:lock-outline","no_permission","ask_admin")}function Ir({localize:t,config:e},{server:n}){let r=n?.libraries?.find(({id:i,title:s})=>X(e.library,i,s));return e.library.length>1||!r?[t("recently_added"),void 0]:[t("recently_added_in",{library:r.title}),r.url]}var Ur=50,re={data:{}};function Mn(t,e){if(e.kind==="servers"){let l=new Set(e.servers.map(({entry_id:a})=>a));return{servers:e.servers,data:Object.fromEntries(Object.entries(t.data).filter(([a])=>l.has(a)))}}let{kind:n,entry_id:r,...i}=e,s=Hr(i),o=t.data[r];return n==="snapshot"?{...t,data:{...t.data,[r]:s}}:o?{...t,data:{...t.data,[r]:jr(o,s)}}:t}function Hr(t){let e={...t};return e.running&&=e.running.map(n=>({...n,download:n.download??Nn})),e.deliveries&&=e.deliveries.map(n=>({...n,download:n.download??Nn,items:n.items??[],missing_files:n.missing_files??[],tried:n.tried??[]})),e}var Nn={name:"",path:"",source:"",finished_at:null};function jr(t,{removed:e,deliveries:n,server:r,...i}){let s={...t,...i};if(r&&(s.server={...t.server,...r}),n||e){let o=new Set([...e??[],...(n??[]).map(({delivery_id:a})=>a)]),l=(t.deliveries??[]).filter(({delivery_id:a})=>!o.has(a));s.deliveries=[...l,...n??[]].sort(Br).slice(0,Ur)}return s}function Br(t,e){return Number(x(e))-Number(x(t))||Date.parse(e.created_at)-Date.parse(t.created_at)||(e.delivery_id>t.delivery_id?1:-1)}var Vr=5e3,On=[1e3,2e3,5e3,1e4,3e4,6e4],ht=class{constructor(e,n){this.connection=e;this.entryId=n;this.state=re;this.#e=new Set;this.#n=0;this.#i=0;this.#r=!1;this.#d=()=>{this.#t=void 0,this.#i=0,this.#a()};this.#a=()=>{clearTimeout(this.#s);let e=++this.#n,n={type:"plex_arrivals/subscribe",...this.entryId&&{entry_id:this.entryId}};this.connection.subscribeMessage(r=>e===this.#n&&this.#p(r),n,{resubscribe:!1}).then(r=>{e===this.#n?this.#t=r:r().catch(()=>{})},r=>e===this.#n&&this.#m(r?.code))}}#e;#t;#n;#i;#r;#s;#o;addListener(e){return this.#e.add(e),clearTimeout(this.#o),this.#r||this.#l(),()=>{this.#e.delete(e),!this.#e.size&&(this.#o=setTimeout(()=>this.#u(),Vr))}}retry(){!this.error||!this.#r||(this.error=void 0,this.#i=0,this.#a())}#l(){this.#r=!0,this.connection.addEventListener("ready",this.#d),this.#a()}#u(){this.#r=!1,this.#n++,clearTimeout(this.#s),this.connection.removeEventListener("ready",this.#d),this.#t?.().catch(()=>{}),this.#t=void 0,this.state=re,this.error=void 0}#d;#a;#p(e){this.error=void 0,this.#i=0,this.state=Mn(this.state,e),this.#c()}#m(e){let n=["unauthorized","not_found","unknown_command"];this.error=n.includes(e)?e:"failed",this.#s=setTimeout(this.#a,On[Math.min(this.#i++,On.length-1)]),this.#c()}#c(){for(let e of this.#e)e()}},In=new WeakMap;function Un(t,e){let n=In.get(t);n||In.set(t,n=new Map);let r=n.get(e??"");return r||n.set(e??"",r=new ht(t,e)),r}var Hn=S`
:host {
display: block;
height: 100%;
--text: var(--primary-text-color, #212121);
--secondary-text: var(--secondary-text-color, #727272);
/* The theme's colors are too light for text: mix them with the text color for contrast. */
--link: color-mix(in srgb, var(--primary-color, #009ac7) 68%, var(--text));
--ok: color-mix(in srgb, var(--success-color, #43a047) 72%, var(--text));
--info: color-mix(in srgb, var(--info-color, #039be5) 68%, var(--text));
--warning: color-mix(in srgb, var(--warning-color, #ffa600) 55%, var(--text));
--error: color-mix(in srgb, var(--error-color, #db4437) 82%, var(--text));
--amber: color-mix(in srgb, #e5a00d 88%, var(--text));
--placeholder: color-mix(in srgb, var(--text) 7%, transparent);
--unfilled: color-mix(in srgb, var(--text) 12%, transparent);
--gap: var(--ha-space-3, 12px);
--radius-small: min(calc(var(--ha-border-radius-md, 8px) * 0.75), 12px);
--radius-medium: var(--ha-border-radius-md, 8px);
}
ha-card {
display: flex;
flex-direction: column;
height: 100%;
overflow: hidden;
box-sizing: border-box;
}
.card {
container-type: inline-size;
min-height: 0;
overflow: hidden auto;
box-sizing: border-box;
padding-bottom: 8px;
color: var(--text);
font-size: var(--ha-font-size-m, 14px);
line-height: 20px;
}
.titled {
margin-top: -12px;
}
ul,
h3,
p {
list-style: none;
margin: 0;
padding: 0;
}
.text {
flex: 1;
min-width: 0;
}
.name,
.line {
display: block;
overflow: hidden;
text-overflow: ellipsis;
white-space: nowrap;
}
/* Truncate a title at its end, also if its direction is not that of the page. */
.name {
font-weight: var(--ha-font-weight-medium, 500);
letter-spacing: 0.1px;
unicode-bidi: plaintext;
}
:host(:dir(rtl)) .name {
text-align: right;
}
.line,
.heading,
.empty {
font-size: var(--ha-font-size-s, 12px);
line-height: 16px;
color: var(--secondary-text);
}
.ok {
color: var(--ok);
}
.info {
color: var(--info);
}
.warning {
color: var(--warning);
}
.error {
color: var(--error);
}
.heading {
padding: 8px var(--gap) 4px;
font-weight: var(--ha-font-weight-medium, 500);
}
section:first-child .heading {
padding-top: var(--gap);
}
.empty {
padding: 4px var(--gap) 12px;
}
a,
button {
color: inherit;
text-decoration: none;
-webkit-tap-highlight-color: transparent;
}
.button,
.more {
display: inline-flex;
align-items: center;
justify-content: center;
gap: 4px;
min-height: 36px;
box-sizing: border-box;
padding: 8px;
border: 0;
border-radius: var(--radius-medium);
background: none;
color: var(--link);
font: inherit;
font-size: 13px;
font-weight: var(--ha-font-weight-medium, 500);
white-space: nowrap;
cursor: pointer;
--mdc-icon-size: 20px;
}
.button[aria-disabled="true"] {
opacity: 0.5;
cursor: default;
}
.opener {
padding: 0;
border: 0;
background: none;
font: inherit;
letter-spacing: inherit;
text-align: start;
cursor: pointer;
}
a:focus-visible,
.heading:focus-visible,
button:focus-visible,
.row .opener:focus-visible::after {
outline: 2px solid var(--link);
outline-offset: -2px;
}
.poster:focus-visible .art {
outline: 2px solid var(--link);
outline-offset: 1px;
}
.poster:focus-visible,
.row .opener:focus-visible {
outline: 0;
}
@media (hover: hover) {
.button:hover:not([aria-disabled="true"]),
.more:hover {
background: color-mix(in srgb, currentColor 8%, transparent);
}
a.name:hover,
.heading a:hover,
.poster:hover .name {
text-decoration: underline;
}
}
@media (prefers-reduced-motion: reduce) {
* {
transition: none !important;
}
}
`;var jn=S`
.rows {
display: grid;
grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr));
align-items: start;
}
.row {
position: relative;
display: grid;
grid-template-columns: 36px minmax(0, 1fr) auto;
grid-template-rows: minmax(36px, auto) auto;
gap: 5px var(--gap);
align-items: center;
align-content: center;
padding: 4px var(--gap);
}
.thumbnail {
grid-row: 1 / 3;
width: 36px;
height: 54px;
border-radius: var(--radius-small);
--mdc-icon-size: 20px;
}
.title {
display: flex;
gap: 2px;
align-items: center;
}
.title > :first-child {
min-width: 0;
}
/* As many badges as fit beside the title. */
.badges {
display: flex;
flex: 1 1 0;
flex-wrap: wrap;
gap: 4px;
height: 14px;
overflow: hidden;
}
/* The whole row opens its details. */
.row .opener::after {
content: "";
position: absolute;
inset: 0;
border-radius: var(--radius-medium);
}
/* A badge that is wider than what is left goes to the next line, out of view. */
.badges::before {
content: "";
height: 14px;
}
.badge {
padding: 0 4px;
border-radius: 4px;
background: var(--placeholder);
color: var(--secondary-text);
font-size: 10px;
font-weight: var(--ha-font-weight-medium, 500);
line-height: 14px;
letter-spacing: 0.2px;
}
/* Above what opens the details, and high enough to be touched. */
.steps {
position: relative;
z-index: 1;
display: flex;
grid-column: 2 / -1;
align-self: start;
gap: 3px;
padding: 5px 0;
margin: -5px 0;
outline: 0;
-webkit-tap-highlight-color: transparent;
}
.steps::after {
content: attr(aria-label);
position: absolute;
inset-inline-start: 0;
bottom: 100%;
max-width: 100%;
box-sizing: border-box;
padding: 4px 8px;
border-radius: 4px;
background: #333;
color: #fff;
font-size: 11px;
line-height: 16px;
pointer-events: none;
visibility: hidden;
opacity: 0;
transition: opacity 150ms;
}
.steps:focus::after {
visibility: visible;
opacity: 1;
}
@media (hover: hover) {
.steps:hover::after {
visibility: visible;
opacity: 1;
transition-delay: 400ms;
}
.row .opener:hover::after {
background: color-mix(in srgb, var(--text) 4%, transparent);
}
}
.steps i {
flex: 1;
height: 3px;
border-radius: 2px;
overflow: hidden;
background: var(--unfilled);
}
.steps b {
display: block;
height: 100%;
background: currentColor;
transition:
width 200ms,
background-color 200ms;
}
.steps .none b {
background: transparent;
}
.steps .neutral {
color: var(--secondary-text);
}
.steps .unknown b {
opacity: 0.45;
}
.buttons {
position: relative;
z-index: 1;
display: flex;
align-items: center;
margin-inline-end: -8px;
}
.view ha-icon {
display: none;
}
.quiet {
color: var(--secondary-text);
}
.more {
margin: 0 calc(var(--gap) - 8px);
}
@container (max-width: 399px) {
.buttons {
margin-inline-end: -4px;
}
.buttons .button {
padding: 8px 4px;
}
.view span {
display: none;
}
.view ha-icon {
display: block;
}
.row .line {
display: -webkit-box;
-webkit-box-orient: vertical;
-webkit-line-clamp: 2;
white-space: normal;
overflow-wrap: anywhere;
}
}
`;var Bn=S`
.head {
display: flex;
gap: var(--gap);
align-items: center;
padding: 12px var(--gap) 8px;
}
.head:last-child {
padding-bottom: 4px;
}
.head .line {
display: flex;
gap: 0.3em;
letter-spacing: 0.4px;
}
.head .line > :first-child {
overflow: hidden;
text-overflow: ellipsis;
}
.needy {
flex: none;
white-space: nowrap;
}
.needy .warning {
font-weight: var(--ha-font-weight-medium, 500);
}
.icon {
position: relative;
display: grid;
place-items: center;
flex: none;
width: 40px;
height: 40px;
border-radius: 50%;
background: var(--placeholder);
color: var(--secondary-text);
--mdc-icon-size: 22px;
transition:
background-color 200ms,
color 200ms;
}
.icon.online {
background: color-mix(in srgb, var(--amber) 18%, transparent);
color: var(--amber);
}
.ring {
position: absolute;
inset: -2px;
width: 44px;
height: 44px;
transform: rotate(-90deg);
fill: none;
stroke: currentColor;
stroke-width: 3;
}
.arrow {
width: 22px;
fill: currentColor;
}
.arc {
stroke-linecap: round;
transition: stroke-dashoffset 200ms;
}
.notice .name,
.notice .line {
white-space: normal;
}
@container (max-width: 399px) {
.head .line {
display: block;
white-space: normal;
}
}
.server + .server {
margin-top: 8px;
}
.skeleton i {
display: block;
width: 40%;
height: 10px;
border-radius: 5px;
background: var(--placeholder);
}
.skeleton i + i {
width: 65%;
margin-top: 8px;
}
.skeleton .heading i {
width: 84px;
margin: 3px 0;
}
/* The height of a name of two lines and a subtitle. */
.skeleton .posters .text {
height: 42px;
padding-top: 12px;
}
`;var Vn=S`
.thumbnail,
.art {
display: block;
overflow: hidden;
background: var(--placeholder);
color: var(--secondary-text);
}
plex-arrivals-poster {
display: grid;
place-items: center;
width: 100%;
height: 100%;
}
img {
width: 100%;
height: 100%;
object-fit: cover;
opacity: 0;
transition: opacity 200ms;
}
img.loaded {
opacity: 1;
}
.posters {
padding: 4px var(--gap) 6px;
}
.posters.strip {
display: flex;
gap: 10px;
padding-bottom: 0;
overflow: auto hidden;
scroll-snap-type: x proximity;
scroll-padding-inline: var(--gap);
scrollbar-width: thin;
scrollbar-color: transparent transparent;
overscroll-behavior-x: contain;
}
/* The row fades out as long as it goes on. */
@supports (animation-timeline: scroll()) {
.posters.strip {
animation: fade linear both;
animation-timeline: scroll(self inline);
--mask: linear-gradient(to right, #000 calc(100% - 32px), #0000) left / 100% no-repeat;
}
.posters.strip:dir(rtl) {
--mask: linear-gradient(to left, #000 calc(100% - 32px), #0000) right / 100% no-repeat;
}
}
@keyframes fade {
0%,
90% {
mask: var(--mask);
}
100% {
mask: var(--mask);
mask-size: calc(100% + 32px);
}
}
.posters.strip:has(:focus-visible) {
scroll-snap-type: none;
}
.posters.strip:hover {
scrollbar-color: var(--unfilled) transparent;
}
.posters.strip > * {
flex: none;
width: var(--poster, 92px);
}
/* A snap position that is no poster: at the start, a new first poster does not scroll out of view. */
.posters.strip::before {
content: "";
flex: none;
margin-inline-end: -10px;
}
.posters.strip::before,
.posters.strip > * + * {
scroll-snap-align: start;
}
.posters.grid {
display: grid;
grid-template-columns: repeat(auto-fill, minmax(var(--poster, 84px), 1fr));
gap: 12px 10px;
}
.poster {
display: block;
width: 100%;
border-radius: var(--radius-medium);
}
.art {
position: relative;
aspect-ratio: 2 / 3;
border-radius: var(--radius-medium);
--mdc-icon-size: 28px;
}
.count {
position: absolute;
top: 6px;
inset-inline-end: 6px;
padding: 0 6px;
border-radius: 8px;
background: #000a;
color: #fff;
font-size: 11px;
font-weight: var(--ha-font-weight-medium, 500);
line-height: 16px;
}
.poster .name,
.poster .line {
display: -webkit-box;
-webkit-box-orient: vertical;
-webkit-line-clamp: 2;
white-space: normal;
overflow-wrap: anywhere;
}
.poster .name {
margin-top: 6px;
font-size: var(--ha-font-size-s, 12px);
font-weight: inherit;
line-height: 16px;
}
@container (min-width: 560px) {
.posters {
--poster: 104px;
}
}
@container (min-width: 1000px) {
.posters {
--poster: 116px;
}
}
`;var qr=3e4,Re=class extends ${static{this.styles=[Hn,Bn,jn,Vn]}static{this.properties={_config:{state:!0},_expanded:{state:!0},_pending:{state:!0}}}#e;#t;#n;#i;constructor(){super(),this._expanded=new Set,this._pending=new Set}static{this.getConfigForm=nn}static{this.getStubConfig=rn}setConfig(e){this._config=U(e),this.#r()}getCardSize(){let{show:e,deliveries:n}=this._config??U({}),r={status:1,deliveries:1+Math.min(n,5),recently_added:4};return e.reduce((i,s)=>i+r[s],0)}getGridOptions(){return{columns:12,min_columns:6}}set hass(e){let n=this.#e;this.#e=e;let r=i=>[i?.locale,i?.language,i?.user,i?.localize,i?.config?.time_zone,i?.devices];(!n||r(n).some((i,s)=>i!==r(e)[s]))&&this.requestUpdate(),n?.connection!==e.connection&&this.#r(),n&&(n.config?.state!==e.config?.state||ft(n)!==ft(e))&&(this.#t?.retry(),this.requestUpdate())}connectedCallback(){super.connectedCallback(),this.#i=setInterval(()=>document.hidden||this.requestUpdate(),qr),this.#r()}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#i),this.#s()}#r(){if(!this.isConnected||!this.#e||!this._config)return;let[e,n]=this._config.entryIds,r=Un(this.#e.connection,n?void 0:e);r!==this.#t&&(this.#s(),this.#t=r,this.#n=r.addListener(()=>this.requestUpdate()),this.requestUpdate())}#s(){this.#n?.(),this.#n=this.#t=void 0}shouldUpdate(e){return!!(this._config&&this.#e)}update(e){let n=this.shadowRoot?.activeElement,r=n?.closest("li.row"),i=n?.closest("section")?.querySelector(".heading");if(super.update(e),!n||n.isConnected)return;((r?.isConnected?r.querySelector("a, button"):null)??i)?.focus({preventScroll:!0})}render(){let e=E(this.#e.locale?.language??this.#e.language);return c`<ha-card .header=${this._config.title||void 0}>
<div class="card ${this._config.title?"titled":""}">${this.#o(e)}</div>
</ha-card>`}#o(e){let{entryIds:n}=this._config,{state:r,error:i}=this.#t??{state:re,error:void 0},s=this.#e.config?.state!==void 0&&this.#e.config.state!=="RUNNING",o=!!this.#e.user?.is_admin,l=Fr(this.#e,n);if(i&&!s)return i!=="unknown_command"||ft(this.#e)?Ze(e,i,o):l.length?Ye(e,l,o):We(e,o);let a=r.servers?.filter(({entry_id:d})=>!n.length||n.includes(d));if(!a)return ve(e,this._config);if(!a.length){if(l.length)return Ye(e,l,o);if(!n.length)return We(e,o);let d=!o&&Kr(this.#e,n);return Ze(e,d?"unauthorized":"not_found",o)}let u=this.#l(e),m=a.map(({entry_id:d})=>r.data[d]);return c`${Gr(e,m)}
${V(a,({entry_id:d})=>d,(d,f)=>c`<div class="server">${zn(u,d,m[f],a.length>1)}</div>`)}`}#l(e){let n=this.#e,r=n.locale??{language:n.language};return{hass:n,config:this._config,localize:e,clock:{locale:r,language:Ve(r.language),timeZone:n.config.time_zone,now:Date.now()},expanded:this._expanded,toggleExpanded:i=>this._expanded=gt(this._expanded,i),openDetails:i=>void 0,pending:this._pending,callAction:(i,s,o)=>{if(this._pending.has(o))return;let l={config_entry_id:s,delivery_id:o};this._pending=gt(this._pending,o),n.callService("plex_arrivals",i,l).catch(()=>{}).finally(()=>this._pending=gt(this._pending,o))}}}};function Kr({devices:t},e){return Object.values(t??{}).some(n=>e.includes(n?.primary_config_entry??""))}function Fr({devices:t},e){return Object.values(t??{}).filter(n=>n!=null).filter(({disabled_by:n})=>n==="config_entry").filter(({identifiers:n})=>n?.some(([r])=>r==="plex_arrivals")).filter(({primary_config_entry:n})=>!e.length||e.includes(n??"")).map(({name_by_user:n,name:r})=>n||r||"Plex")}function ft({config:t}){return t?.components?.includes("plex_arrivals")??!0}function Gr(t,e){let n=e.find(Boolean);switch(n&&Pn("0.2.0",n.version)){case"integration":return Je(t);case"card":return on(t);default:return p}}function gt(t,e){let n=new Set(t);return n.delete(e)||n.add(e),n}var Ce=new Map,_t;function Kn(t,e){_t??=Wr(),Ce.set(t,e),_t.observe(t)}function vt(t){Ce.delete(t),_t?.unobserve(t)}function qn(t){let e=Ce.get(t);vt(t),e?.()}function Wr(){return addEventListener("beforeprint",()=>[...Ce.keys()].forEach(qn)),new IntersectionObserver(t=>t.filter(({isIntersecting:e})=>e).forEach(({target:e})=>qn(e)),{rootMargin:"200px",scrollMargin:"100px"})}var De=class extends ${static{this.properties={src:{},icon:{},online:{},_src:{state:!0},_failed:{state:!0},_inView:{state:!0}}}connectedCallback(){super.connectedCallback(),this._inView||Kn(this,()=>this._inView=!0)}disconnectedCallback(){super.disconnectedCallback(),vt(this)}createRenderRoot(){return this}willUpdate(e){e.has("online")&&this.online&&(this._failed=!1),!(!e.has("src")||this._inView&&!this._failed&&this.src&&this._src&&dt(this.src)===dt(this._src))&&(this._src=this.src,this._failed=!1)}render(){return!this._src||this._failed?this.icon?c`<ha-icon .icon=${this.icon}></ha-icon>`:p:this._inView?c`<img
src=${this._src}
alt=""
decoding="async"
@load=${e=>e.target.classList.add("loaded")}
@error=${()=>this.#e()}
/>`:p}#e(){this._src===this.src?this._failed=!0:this._src=this.src}};customElements.get("plex-arrivals-poster")||customElements.define("plex-arrivals-poster",De);customElements.get(J)||(customElements.define(J,Re),(window.customCards??=[]).push({type:J,get name(){return E(I())("name")},get description(){return E(I())("description")},preview:!0,documentationURL:"https://github.com/plex-arrivals/plex-arrivals/blob/main/docs/card.md",getEntitySuggestion:sn}));
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
lit-html/directive.js:
lit-html/directives/repeat.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
